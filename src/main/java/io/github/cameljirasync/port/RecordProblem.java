package io.github.cameljirasync.port;

/**
 * Something that a mapping could not make of a record.
 *
 * @param record     the record, for example {@code issue PA-1}
 * @param path       path of the expression in the mapping file
 * @param expression the expression as it stands there
 * @param reason     why it gives nothing
 * @param effect     what comes of it
 */
public record RecordProblem(String record, String path, String expression, String reason, Effect effect) {

    /** What comes of a problem. */
    public enum Effect {

        /** The entity is sent without the value; what Port has stays. */
        VALUE_LEFT_OUT("the value that Port has stays"),
        /** The entity is not sent; the record may give others. */
        ENTITY_SKIPPED("this entity is not sent"),
        /** Nothing of the record is sent. */
        RECORD_SKIPPED("nothing of this record is sent");

        private final String words;

        Effect(String words) {
            this.words = words;
        }
    }

    /** One sentence for a person. */
    @Override
    public String toString() {
        return "%s: %s (%s) fails: %s; %s.".formatted(record, path, TemplateReader.quoted(expression), reason,
                effect.words);
    }
}
