package io.github.cameljirasync.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads rows and the column types of the schema. */
final class Rows {

    private static final int IDS_PER_QUERY = 500;

    private Rows() {
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    /** The rows of those issues of a sync that have one, by as few queries as both databases allow. */
    static <T> List<T> ofIssues(StateStore store, String select, String sync, Collection<String> issueIds,
                                RowMapper<T> mapper) {
        List<T> found = new ArrayList<>();
        List<String> ids = new ArrayList<>(new LinkedHashSet<>(issueIds));
        for (int from = 0; from < ids.size(); from += IDS_PER_QUERY) {
            List<String> chunk = ids.subList(from, Math.min(ids.size(), from + IDS_PER_QUERY));
            String sql = select + " WHERE sync = ? AND issue_id IN (?" + ", ?".repeat(chunk.size() - 1) + ")";
            List<Object> parameters = new ArrayList<>(chunk.size() + 1);
            parameters.add(sync);
            parameters.addAll(chunk);
            found.addAll(store.read(c -> Transaction.query(c, sql, mapper, parameters.toArray())));
        }
        return found;
    }

    static Long millis(Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
