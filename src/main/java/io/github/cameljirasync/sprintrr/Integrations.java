package io.github.cameljirasync.sprintrr;

import java.util.Optional;
import java.util.UUID;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The connected Jira of an owner, with its token encrypted. */
public final class Integrations {

    private final JdbcTemplate jdbc;
    private final DatabaseFailures failures;
    private final AuditLog audit;
    private final String owner;

    public Integrations(TaskDatabase database, AuditLog audit) {
        this.jdbc = new JdbcTemplate(database);
        this.failures = new DatabaseFailures(database);
        this.audit = audit;
        this.owner = database.owner();
    }

    /** The integration of the owner; empty when none is connected. */
    public Optional<Integration> find() {
        try {
            return jdbc.query("SELECT owner, site_url, email, encrypted_api_token FROM jira_integrations WHERE owner = ?",
                    (row, number) -> new Integration(row.getString(1), row.getString(2), row.getString(3), row.getBytes(4)),
                    owner).stream().findFirst();
        } catch (DataAccessException e) {
            throw failures.of(e);
        }
    }

    /** Stores a verified connection in the place of any other of the owner; the token only encrypted. */
    public void connect(String siteUrl, String email, String token, SecretBox box) {
        Integration integration = Integration.of(owner, siteUrl, email, token, box);
        try {
            jdbc.update("DELETE FROM jira_integrations WHERE owner = ?", owner);
            jdbc.update("INSERT INTO jira_integrations (id, owner, site_url, email, encrypted_api_token)"
                    + " VALUES (?, ?, ?, ?, ?)", UUID.randomUUID().toString(), owner, siteUrl, email,
                    integration.encryptedToken());
            audit.record(AuditLog.Action.JIRA_CONNECTED, "site " + siteUrl + ", account " + email);
        } catch (DataAccessException e) {
            throw failures.of(e);
        }
    }

    /** Removes the token and all that belongs to it. Returns whether there was one. */
    public boolean revoke() {
        try {
            Optional<Integration> present = find();
            jdbc.update("DELETE FROM jira_integrations WHERE owner = ?", owner);
            present.ifPresent(gone -> audit.record(AuditLog.Action.JIRA_REVOKED, "site " + gone.siteUrl()));
            return present.isPresent();
        } catch (DataAccessException e) {
            throw failures.of(e);
        }
    }
}
