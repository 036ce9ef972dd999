package io.github.cameljirasync.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The name under which a process takes the lease of a sync. It tells other processes on this machine whether its owner
 * still lives, so that a process that was killed blocks nobody; of other machines only the end of the lease tells.
 */
final class ProcessName {

    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");
    private static final Path PID_NAMESPACE = Path.of("/proc/self/ns/pid");
    /** The system's own clock of starts may be corrected by a little. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final String machine;

    ProcessName(Map<String, String> environment) {
        this.machine = machine(environment);
    }

    /** This process: machine, process id and start, divided by slashes. */
    String name() {
        ProcessHandle self = ProcessHandle.current();
        return machine + '/' + self.pid() + '/' + started(self).toEpochMilli();
    }

    /** Whether the owner of this name was a process of this machine that does not live any more. */
    boolean isDead(String name) {
        // what follows the name tells two starts apart
        String[] parts = name.replaceFirst("-[0-9a-f]+$", "").split("/");
        if (parts.length != 3 || !parts[0].equals(machine) || !(parts[1] + parts[2]).matches("\\d{2,36}")) {
            return false;
        }
        Instant start = Instant.ofEpochMilli(Long.parseLong(parts[2]));
        return ProcessHandle.of(Long.parseLong(parts[1]))
                .map(process -> Duration.between(start, started(process)).abs().compareTo(TOLERANCE) > 0)
                .orElse(true);
    }

    private static Instant started(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** Containers may share a host's name; each has process ids of its own. */
    private static String machine(Map<String, String> environment) {
        String name = environment.getOrDefault("COMPUTERNAME", environment.getOrDefault("HOSTNAME", "localhost"));
        try {
            if (Files.isReadable(HOST)) {
                name = Files.readString(HOST).strip();
            }
            if (Files.isSymbolicLink(PID_NAMESPACE)) {
                name += ' ' + Files.readSymbolicLink(PID_NAMESPACE).toString().replaceAll("\\D", "");
            }
        } catch (IOException e) {
            // a system without these files; the name from the environment has to do
            return name.replace('/', '-');
        }
        return name.replace('/', '-');
    }
}
