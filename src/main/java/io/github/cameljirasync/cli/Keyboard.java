package io.github.cameljirasync.cli;

import java.io.Console;
import java.util.Optional;

/** What a person at a terminal answers. */
public interface Keyboard {

    /** Nobody answers. */
    Keyboard NOBODY = (prompt, visible) -> Optional.empty();

    /**
     * Asks and waits for a line.
     *
     * @param visible whether what is typed is shown
     * @return the line without blanks around it; empty when the input has ended
     */
    Optional<String> ask(String prompt, boolean visible);

    /** The terminal of this process; nobody when it has none. */
    static Keyboard ofProcess() {
        Console console = System.console();
        return console == null ? NOBODY : (prompt, visible) -> {
            if (visible) {
                return Optional.ofNullable(console.readLine("%s", prompt)).map(String::strip);
            }
            return Optional.ofNullable(console.readPassword("%s", prompt)).map(String::new).map(String::strip);
        };
    }
}
