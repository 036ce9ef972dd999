package io.github.cameljirasync.delivery;

/**
 * What a service takes at once.
 *
 * @param size  messages
 * @param bytes their size together; {@link Long#MAX_VALUE} for any
 */
record BatchLimits(int size, long bytes) {
}
