package io.github.cameljirasync.sprintrr;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Logger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.cameljirasync.run.MisconfiguredException;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * The database of the tasks: PostgreSQL, or an SQLite file for a trial. Configured by its setters; connects when it is
 * first used, and closes its connections with the Camel context that it is a bean of.
 */
public final class TaskDatabase implements DataSource, CamelContextAware, AutoCloseable {

    private static final int CONNECTIONS = 8;
    private static final int WAIT_MILLIS = 5_000;
    private static final int CONNECT_SECONDS = 5;
    private static final String BUSY_MILLIS = "10000";
    private static final String SETTING = "sprintrr.database.url";

    private String url = "";
    private String username = "";
    private String password = "";
    private String owner = "";
    private CamelContext camelContext;
    private HikariDataSource pool;

    /** @param url {@code jdbc:postgresql://HOST/DATABASE} or {@code jdbc:sqlite:FILE} */
    public void setUrl(String url) {
        this.url = url == null ? "" : url.strip();
    }

    /** @param username null or empty for none */
    public void setUsername(String username) {
        this.username = username == null ? "" : username.strip();
    }

    /** @param password null or empty for none */
    public void setPassword(String password) {
        this.password = password == null ? "" : password;
    }

    /** @param owner who works; the user of the database, or of this machine, when empty */
    public void setOwner(String owner) {
        this.owner = owner == null ? "" : owner.strip();
    }

    /** Who owns the integration and the jobs that are read and written. */
    public String owner() {
        if (!owner.isEmpty()) {
            return owner;
        }
        return username.isEmpty() ? System.getProperty("user.name", "nobody") : username;
    }

    /** The address without what may be a secret, for messages. */
    public String shownUrl() {
        return url.replaceFirst("[?;].*$", "").replaceFirst("//[^/@]*@", "//");
    }

    /** Tells this user of this database from every other, without revealing the password. */
    String credential() {
        return String.join("\n", url, username, password);
    }

    Dialect dialect() {
        return Arrays.stream(Dialect.values()).filter(one -> one.fits(url)).findFirst()
                .orElseThrow(() -> new MisconfiguredException(url.isEmpty()
                        ? "Setting " + SETTING + " (environment variable SPRINTRR_DATABASE_URL) is missing: the database of"
                                + " the tasks; for example jdbc:postgresql://localhost/sprintrr."
                        : "Setting " + SETTING + " begins with neither jdbc:postgresql: nor jdbc:sqlite:."));
    }

    @Override
    public Connection getConnection() throws SQLException {
        return pool().getConnection();
    }

    private synchronized HikariDataSource pool() {
        if (pool == null) {
            pool = new HikariDataSource(dialect() == Dialect.POSTGRESQL ? postgres() : sqlite());
        }
        return pool;
    }

    private HikariConfig postgres() {
        HikariConfig config = common();
        config.setUsername(username.isEmpty() ? null : username);
        config.setPassword(password.isEmpty() ? null : password);
        // an owner's rows are visible to nobody else, whatever a query asks for
        config.setConnectionInitSql("SELECT set_config('sprintrr.owner', '" + owner().replace("'", "''") + "', false)");
        // the server knows the type of each column, which in an existing schema may be uuid, date or an enumeration
        config.addDataSourceProperty("stringtype", "unspecified");
        config.addDataSourceProperty("ApplicationName", "camel-jira-sync");
        config.addDataSourceProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return config;
    }

    private HikariConfig sqlite() {
        HikariConfig config = common();
        config.addDataSourceProperty("busy_timeout", BUSY_MILLIS);
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty("synchronous", "NORMAL");
        config.addDataSourceProperty("foreign_keys", "true");
        config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        return config;
    }

    private HikariConfig common() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("sprintrr");
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(WAIT_MILLIS);
        // whether the database is there shows when it is first used
        config.setInitializationFailTimeout(-1);
        return config;
    }

    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
        camelContext.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext context) {
                close();
            }
        });
    }

    @Override
    public Connection getConnection(String user, String secret) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is a setting");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("this database logs nothing");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the time to connect is fixed");
    }

    @Override
    public int getLoginTimeout() {
        return CONNECT_SECONDS;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("this database logs nothing");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Optional.of(this).filter(type::isInstance).map(type::cast)
                .orElseThrow(() -> new SQLException("not a " + type.getName()));
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
