package io.github.cameljirasync.sandbox.priorityvote;

import java.util.Set;

/**
 * A token.
 *
 * @param secret   begins with pv_pat_
 * @param name     stands in the logbook
 * @param scopes   of {@value #READ} and {@value #WRITE}; writing implies reading
 * @param backlogs ids of the only backlogs it reaches; empty for all
 */
public record PersonalAccessToken(String secret, String name, Set<String> scopes, Set<String> backlogs) {

    public static final String READ = "read";
    public static final String WRITE = "write:initiatives";

    boolean mayRead() {
        return scopes.contains(READ) || scopes.contains(WRITE);
    }

    boolean mayWrite() {
        return scopes.contains(WRITE);
    }

    boolean reaches(String backlogId) {
        return backlogs.isEmpty() || backlogs.contains(backlogId);
    }
}
