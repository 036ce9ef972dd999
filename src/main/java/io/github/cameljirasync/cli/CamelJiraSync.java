package io.github.cameljirasync.cli;

/** Entry point of the standalone jar. */
public final class CamelJiraSync {

    private CamelJiraSync() {
    }

    public static void main(String[] args) {
        System.exit(0);
    }
}
