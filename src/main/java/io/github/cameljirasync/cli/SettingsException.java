package io.github.cameljirasync.cli;

import java.util.List;

/** Settings that are missing or unusable; the message has a line, which is one sentence, for each. */
final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsException(List<String> sentences) {
        super(String.join(System.lineSeparator(), sentences));
    }
}
