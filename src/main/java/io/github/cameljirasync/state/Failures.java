package io.github.cameljirasync.state;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what a driver throws into one sentence: what failed, which setting, why, what to do; without secrets. */
final class Failures {

    private static final Set<Integer> SQLITE_CODES_OF_DATABASE = Set.of(5, 6, 8, 10, 11, 13, 14, 26);
    private static final Set<String> POSTGRES_CLASSES_OF_DATABASE = Set.of("08", "53", "57", "58");
    private static final Map<Integer, String> SQLITE_ADVICE = Map.of(
            5, "another process keeps it locked; end that process",
            8, "it is read-only; give this user the right to write the file and its folder",
            10, "the disk fails; look at the system's log",
            11, "the file is damaged; move it away, the next run finds everything again",
            13, "the disk is full; make room",
            14, "the file cannot be opened; give this user the right to write the file and its folder",
            23, "access is denied; give this user the right to write the file and its folder",
            26, "the file is not an SQLite database; move it away or name another file");
    private static final Map<String, String> POSTGRES_ADVICE = Map.of(
            "28P01", "the server refuses the user or the password; correct state.username and state.password",
            "28000", "the server refuses the user; correct state.username and state.password",
            "3D000", "the server has no such database; create it",
            "42501", "the user lacks a right in the database; grant it CREATE on the schema",
            "53300", "the server has no connection left; allow it more",
            "53100", "the server's disk is full; make room",
            "57P03", "the server is starting or stopping; try again",
            "25006", "the server is read-only; name the primary");
    private static final Pattern USER_INFO = Pattern.compile("//[^/?#]*@");

    private final String url;
    private final String password;

    Failures(String url, String password) {
        this.url = url;
        this.password = password;
    }

    /** Whether the database as a whole is to blame, so that other works would fail in the same way. */
    static boolean isOfDatabase(Exception failure) {
        if (!(failure instanceof SQLException e)) {
            return false;
        }
        String state = e.getSQLState();
        if (e instanceof SQLTransientConnectionException) {
            return true;
        }
        return state != null && state.length() == 5
                ? POSTGRES_CLASSES_OF_DATABASE.contains(state.substring(0, 2))
                : SQLITE_CODES_OF_DATABASE.contains(e.getErrorCode() & 0xFF);
    }

    /** Whether a second attempt would fail in the same way; one that lost its connection gets a new one. */
    static boolean isHopeless(Exception failure) {
        String state = failure instanceof SQLException e ? e.getSQLState() : null;
        return isOfDatabase(failure) && (state == null || !state.startsWith("08") && !state.startsWith("57"));
    }

    void checkUrl() {
        String example = "; write jdbc:sqlite:data/state.db or jdbc:postgresql://HOST/DATABASE";
        if (url.startsWith(SqliteDatabase.PREFIX)) {
            String file = url.substring(SqliteDatabase.PREFIX.length());
            if (file.isEmpty() || file.startsWith("?") || file.contains(":memory:") || file.contains("mode=memory")) {
                throw new StateStoreException("The state store cannot be opened: state.url is " + shownUrl()
                        + ", which names no file" + example, null);
            }
        } else if (!url.startsWith(PostgresDatabase.PREFIX) || !new org.postgresql.Driver().acceptsURL(url)) {
            throw new StateStoreException("The state store cannot be opened: state.url is "
                    + (url.isEmpty() ? "empty" : shownUrl() + ", which is no URL of SQLite or PostgreSQL") + example, null);
        }
    }

    StateStoreException onOpen(Exception e) {
        return new StateStoreException(
                "The state store cannot be opened: state.url is " + shownUrl() + " and " + why(e), withoutSecrets(e));
    }

    StateStoreException onUse(String done, Exception e) {
        return new StateStoreException("The state store could not be " + done + ": state.url is " + shownUrl()
                + " and " + why(e), withoutSecrets(e));
    }

    String shownUrl() {
        String shown = USER_INFO.matcher(url.replaceFirst("\\?.*$", "")).replaceFirst("//");
        return password == null ? shown : shown.replace(password, "***");
    }

    private String why(Exception e) {
        if (e instanceof Migrations.NewerSchemaException) {
            return "a newer version of this software has written it; install that version or name another store";
        }
        if (e instanceof IOException) {
            return "the folder of the file cannot be created (" + e.getClass().getSimpleName() + " " + line(e)
                    + "); create it or give this user the right to";
        }
        SQLException sql = sqlCause(e);
        if (sql == null) {
            return "this happened: " + line(e);
        }
        String state = sql.getSQLState();
        String advice = POSTGRES_ADVICE.get(state == null ? "" : state);
        if (advice == null && state != null && state.startsWith("08")) {
            advice = "the server cannot be reached; start it or correct the host and port";
        }
        if (advice == null && url.startsWith(SqliteDatabase.PREFIX)) {
            advice = SQLITE_ADVICE.get(sql.getErrorCode() & 0xFF);
        }
        return advice == null ? "the database says: " + line(sql) : advice + " (" + line(sql) + ")";
    }

    private static SQLException sqlCause(Throwable e) {
        SQLException found = null;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && (found == null || sql.getSQLState() != null)) {
                found = sql;
            }
        }
        return found;
    }

    private String line(Throwable e) {
        return clean(String.valueOf(e.getMessage())).strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    }

    /** The cause, unless something in it would show a secret. */
    private Throwable withoutSecrets(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && !clean(message).equals(message)) {
                return null;
            }
        }
        return e;
    }

    private String clean(String message) {
        String cleaned = message.replace(url, shownUrl());
        if (password != null) {
            cleaned = cleaned.replace(password, "***");
        }
        Matcher secret = Pattern.compile("(?i)[?&][a-z]*password=([^&]+)").matcher(url);
        while (secret.find()) {
            cleaned = cleaned.replace(secret.group(1), "***");
        }
        return cleaned;
    }
}
