package io.github.cameljirasync.port;

/**
 * Something in a mapping file that is wrong, or that does nothing.
 *
 * @param file the file's name as its reader knows it
 * @param line of the file, from 1; 0 when it is not known
 * @param text the rest of the sentence, without a full stop
 */
public record MappingProblem(String file, int line, String text) {

    @Override
    public String toString() {
        return file + (line > 0 ? ", line " + line : "") + ": " + text + '.';
    }
}
