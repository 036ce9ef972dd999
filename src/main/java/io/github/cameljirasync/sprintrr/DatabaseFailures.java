package io.github.cameljirasync.sprintrr;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

import io.github.cameljirasync.http.CredentialRefusedException;
import io.github.cameljirasync.http.Problem;
import io.github.cameljirasync.http.RequestRejectedException;
import io.github.cameljirasync.http.TryAgainException;
import io.github.cameljirasync.run.MisconfiguredException;
import org.apache.camel.Exchange;

/**
 * What a failure of the database means for a sync: the same kinds as those of a service on the wire. A row that the
 * database does not take is an issue's own trouble, a database that can't be reached ends the run.
 */
public final class DatabaseFailures {

    private static final String SYSTEM = "sprintrr";
    private static final int SQLITE_CONSTRAINT = 19;
    private static final int SQLITE_TYPE = 20;
    private static final int SQLITE_TOO_BIG = 18;
    /** Locked, busy, out of memory, interrupted, I/O, full, protocol. */
    private static final Set<Integer> SQLITE_LATER = Set.of(5, 6, 7, 9, 10, 13, 15);
    /** Integrity constraint, data. */
    private static final Set<String> REJECTED = Set.of("23", "22");
    /** Connection, rollback (deadlock), resources, lock, operator intervention, system. */
    private static final Set<String> LATER = Set.of("08", "40", "53", "55", "57", "58");

    private final TaskDatabase database;

    public DatabaseFailures(TaskDatabase database) {
        this.database = database;
    }

    /** A step of a route: throws what the exchange's failure means. */
    public void explain(Exchange exchange) {
        throw of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    /** What a failure means; one that is none of the database stays what it is. */
    public RuntimeException of(Exception failure) {
        SQLException sql = sql(failure);
        if (sql == null) {
            return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
        }
        String said = said(sql);
        if (isRejected(sql)) {
            return new RequestRejectedException("sprintrr's database does not take the task: " + said,
                    new Problem(code(sql), said, null));
        }
        if (code(sql).startsWith("28")) {
            return new CredentialRefusedException(SYSTEM, "sprintrr's database refuses the user or the password: " + said
                    + "; correct sprintrr.database.username and sprintrr.database.password");
        }
        if (isForLater(sql)) {
            RuntimeException later = new TryAgainException("sprintrr's database " + database.shownUrl()
                    + " could not answer: " + said);
            later.initCause(network(failure));
            return later;
        }
        return new MisconfiguredException("sprintrr's database " + database.shownUrl() + " can't be used: " + said
                + "; 'sprintrr connect --create-tables' creates tables that are missing.");
    }

    private static boolean isRejected(SQLException sql) {
        int code = sql.getErrorCode() & 0xFF;
        return isSqlite(sql) ? code == SQLITE_CONSTRAINT || code == SQLITE_TYPE || code == SQLITE_TOO_BIG
                : isOf(REJECTED, sql);
    }

    private static boolean isForLater(SQLException sql) {
        return sql instanceof SQLTransientConnectionException
                || (isSqlite(sql) ? SQLITE_LATER.contains(sql.getErrorCode() & 0xFF) : isOf(LATER, sql));
    }

    private static boolean isSqlite(SQLException sql) {
        return sql.getClass().getName().startsWith("org.sqlite.");
    }

    private static boolean isOf(Set<String> classes, SQLException sql) {
        return code(sql).length() == 5 && classes.contains(code(sql).substring(0, 2));
    }

    private static String code(SQLException sql) {
        return sql.getSQLState() == null ? "" : sql.getSQLState();
    }

    /** The most telling of the chain: the driver's own words rather than those of the pool or of a batch. */
    private static SQLException sql(Throwable failure) {
        SQLException found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause() == cause ? null : cause.getCause()) {
            if (cause instanceof SQLException sql && (found == null || !code(sql).isEmpty() || isSqlite(sql))) {
                found = sql;
            }
        }
        return found;
    }

    /** That no connection came about; null when something else has happened. */
    private static Throwable network(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause() == cause ? null : cause.getCause()) {
            if (cause instanceof IOException) {
                return cause;
            }
        }
        return null;
    }

    private static String said(SQLException sql) {
        String text = String.valueOf(sql.getMessage()).lines().findFirst().orElse("").strip();
        return text.replaceFirst("\\.$", "");
    }
}
