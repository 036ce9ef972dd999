package io.github.cameljirasync.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar, as its manifest or its build gives it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = CamelJiraSync.class.getPackage().getImplementationVersion();
        return new String[] {"camel-jira-sync " + (version == null ? "(built from source)" : version),
                "Java ${java.version} on ${os.name} ${os.arch}"};
    }
}
