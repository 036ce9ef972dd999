package io.github.cameljirasync.port;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** Makes entities of Jira's records. Fails for no record: what goes wrong is in the result. */
public final class PortMapper {

    private final PortOptions options;

    public PortMapper(PortOptions options) {
        this.options = options;
    }

    /**
     * @param record one record of the resource's kind, as Jira gives it; a team of a resource that asks for members
     *               carries them at {@code __members}
     */
    public MappedRecord map(PortResource resource, JsonNode record) {
        RecordMapping mapping = new RecordMapping(resource, options, record);
        List<PortEntity> entities = new ArrayList<>();
        boolean selected = false;
        for (JsonNode part : mapping.parts(record)) {
            if (mapping.selects(part)) {
                selected = true;
                mapping.entity(part).ifPresent(entities::add);
            }
        }
        return new MappedRecord(entities, mapping.problems(), selected, mapping.complete());
    }
}
