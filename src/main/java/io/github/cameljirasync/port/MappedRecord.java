package io.github.cameljirasync.port;

import java.util.List;

/**
 * What a mapping makes of one record.
 *
 * @param entities what is to be at Port, in order
 * @param problems what could not be mapped, in the file's order
 * @param selected whether the selector took the record, or an item of it; when it did not, and the result is complete,
 *                 an entity that the record gave before is to be deleted
 * @param complete whether {@code entities} are all that the record gives; only then may an entity that it gave before
 *                 and gives no longer be deleted
 */
public record MappedRecord(List<PortEntity> entities, List<RecordProblem> problems, boolean selected,
        boolean complete) {

    public MappedRecord {
        entities = List.copyOf(entities);
        problems = List.copyOf(problems);
    }
}
