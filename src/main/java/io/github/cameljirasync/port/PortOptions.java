package io.github.cameljirasync.port;

/**
 * What a mapping file says about writing to Port, beside its resources.
 *
 * @param createMissingRelatedEntities whether Port creates the target of a relation that it does not have
 * @param deleteDependentEntities      whether what depends on a deleted entity goes with it
 * @param enableMergeEntity            whether an entity's other properties stay; false replaces it
 * @param entityDeletionThreshold      the largest share of the entities, 0 to 1, that one run may delete; 0 means none
 */
public record PortOptions(boolean createMissingRelatedEntities, boolean deleteDependentEntities,
        boolean enableMergeEntity, double entityDeletionThreshold) {

    static final double DEFAULT_THRESHOLD = 0.9;
}
