package io.github.cameljirasync.sandbox;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import io.github.cameljirasync.sandbox.jira.Flavour;
import io.github.cameljirasync.sandbox.port.PortBehaviour;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a sandbox as a process of its own until it is stopped, and prints how to reach it. */
@Command(name = "sandbox", mixinStandardHelpOptions = true,
        description = "Plays Jira, Priority.vote and Port on loopback ports and prints the settings that reach them.")
public final class SandboxServer implements Callable<Integer> {

    private static final int LIFELIKE = 2_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--issues", defaultValue = "300", description = "How many issues Jira holds (${DEFAULT-VALUE}).")
    private int issues;

    @Option(names = "--jira-latency", defaultValue = "0", description = "Milliseconds per Jira page.")
    private long jiraLatency;

    @Option(names = "--write-latency", defaultValue = "0", description = "Milliseconds per Priority.vote write.")
    private long writeLatency;

    @Option(names = "--jira-port", defaultValue = "0", description = "Port of Jira; 0 takes a free one.")
    private int jiraPort;

    @Option(names = "--priority-vote-port", defaultValue = "0",
            description = "Port of Priority.vote; 0 takes a free one.")
    private int priorityVotePort;

    @Option(names = "--priority-vote-rate", defaultValue = "0",
            description = "Requests per second above which Priority.vote answers 429; 0 for no limit.")
    private double priorityVoteRate;

    @Option(names = "--port-port", defaultValue = "0", description = "Port of Port; 0 takes a free one.")
    private int portPort;

    @Option(names = "--port-latency", defaultValue = "0", description = "Milliseconds per answer of Port.")
    private long portLatency;

    @Option(names = "--port-token-seconds", defaultValue = "600",
            description = "How long an access token of Port is valid (${DEFAULT-VALUE}).")
    private long portTokenSeconds;

    @Option(names = "--port-limits", description = "Port answers 429 above its documented limits.")
    private boolean portLimits;

    @Option(names = "--flavour", defaultValue = "cloud", description = "cloud or datacenter.")
    private String flavour;

    @Option(names = "--quiet-bookkeeping", description = "Keep counters only, no requests and no violations.")
    private boolean quiet;

    public static void main(String[] args) {
        System.exit(new CommandLine(new SandboxServer()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        SandboxOptions options = new SandboxOptions().flavour(chosenFlavour()).jiraPort(jiraPort)
                .priorityVotePort(priorityVotePort).jiraLatency(Duration.ofMillis(jiraLatency))
                .writeLatency(Duration.ofMillis(writeLatency)).priorityVoteRequestsPerSecond(priorityVoteRate)
                .port(portBehaviour()).portPort(portPort).portLatency(Duration.ofMillis(portLatency));
        if (quiet) {
            options.quietBookkeeping();
        }
        try (Sandbox sandbox = Sandbox.start(options)) {
            DemoData data = new DemoData(sandbox.issues(), 42);
            if (issues > LIFELIKE) {
                data.seedMany(issues, Instant.now());
            } else {
                data.seed(issues, Instant.now());
            }
            PrintWriter out = spec.commandLine().getOut();
            sandbox.environment().forEach((name, value) -> out.println(name + "=" + (value.contains(" ") ? "'" + value + "'" : value)));
            out.flush();
            // ends with the process
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private PortBehaviour portBehaviour() {
        PortBehaviour behaviour = PortBehaviour.standard().tokenLife(Duration.ofSeconds(portTokenSeconds));
        return portLimits ? behaviour.documentedLimits() : behaviour;
    }

    private Flavour chosenFlavour() {
        return switch (flavour) {
            case "cloud" -> Flavour.CLOUD;
            case "datacenter" -> Flavour.DATA_CENTER;
            default -> throw new CommandLine.ParameterException(spec.commandLine(),
                    "--flavour is cloud or datacenter, not '" + flavour + "'");
        };
    }
}
