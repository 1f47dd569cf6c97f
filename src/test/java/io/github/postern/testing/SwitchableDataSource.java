package io.github.postern.testing;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A real in-memory Derby whose connections can be cut, and counted. */
public final class SwitchableDataSource implements DataSource, AutoCloseable {

  private final AgroalDataSource real;
  private final AtomicInteger connections = new AtomicInteger();
  private volatile String cut;

  public SwitchableDataSource(String jdbcUrl) throws SQLException {
    real = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
        .connectionPoolConfiguration(pool ->
            pool.maxSize(8).connectionFactoryConfiguration(factory -> factory.jdbcUrl(jdbcUrl))));
  }

  /** From now on no connection can be had. */
  public void cut() {
    cut("The network is cut");
  }

  /** As {@link #cut()}, and says why in these words. */
  public void cut(String why) {
    cut = why;
  }

  public void mend() {
    cut = null;
  }

  /** Returns how often somebody asked for a connection: every transaction asks once. */
  public int connections() {
    return connections.get();
  }

  @Override
  public Connection getConnection() throws SQLException {
    connections.incrementAndGet();
    String why = cut;
    if (why != null) {
      throw new SQLNonTransientConnectionException(why, "08001");
    }
    return real.getConnection();
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public void close() {
    real.close();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return real.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    real.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    real.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return real.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return real.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return real.isWrapperFor(type);
  }
}
