package io.github.postern.store;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalPoolInterceptor;
import io.agroal.api.cache.ConnectionCache;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Makes the pool of connections for a JDBC URL. */
final class Pool {

    /** Enough: a connection is held for a millisecond, and only by requests that the cache cannot answer. */
    private static final int MOST_CONNECTIONS = 10;
    /** How long a request waits for a connection, and a connection for the server. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** How long a statement may take: a network that swallows packets must not keep threads for ever. */
    private static final Duration STATEMENT = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration LIFE = Duration.ofMinutes(30);

    private Pool() {
    }

    static AgroalDataSource open(Class<? extends Driver> driver, String url, String user, String password)
            throws SQLException {
        var configuration = new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool
                .maxSize(MOST_CONNECTIONS)
                .acquisitionTimeout(PATIENCE)
                .reapTimeout(IDLE)
                .maxLifetime(LIFE)
                // Whatever broke a connection, a restart or a firewall, it is noticed before a request gets it.
                .validateOnBorrow(true)
                .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout((int) PATIENCE.toSeconds()))
                // The default cache is a thread-local, which would outlive the application in the server's threads.
                .connectionCache(ConnectionCache.none())
                .connectionFactoryConfiguration(factory -> login(factory, url, user, password)
                        .connectionProviderClass(driver)
                        .loginTimeout(PATIENCE)));
        AgroalDataSource pool = AgroalDataSource.from(configuration);
        pool.setPoolInterceptors(List.of(new StatementTimeout()));
        return pool;
    }

    private static AgroalConnectionFactoryConfigurationSupplier login(
            AgroalConnectionFactoryConfigurationSupplier factory, String url, String user, String password) {
        factory.jdbcUrl(url);
        if (url.startsWith("jdbc:postgresql:")) {
            // Else it quotes the row that a new one collides with, and the digest in it.
            factory.jdbcProperty("logServerErrorDetail", "false");
        }
        if (user != null) {
            factory.principal(new NamePrincipal(user));
        }
        if (password != null) {
            factory.credential(new SimplePassword(password));
        }
        return factory;
    }

    private static final class StatementTimeout implements AgroalPoolInterceptor {

        @Override
        public void onConnectionCreate(Connection connection) {
            try {
                connection.setNetworkTimeout(Runnable::run, (int) STATEMENT.toMillis());
            } catch (SQLException e) {
                // Not every driver can; its own settings in the URL remain.
                System.getLogger("io.github.postern.store")
                        .log(System.Logger.Level.DEBUG, "The driver knows no network timeout", e);
            }
        }
    }
}
