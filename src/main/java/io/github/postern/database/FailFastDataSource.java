package io.github.postern.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source that answers at once while its database is away: see {@link CircuitBreaker}. It is
 * what the persistence provider gets, so it guards every access.
 */
public final class FailFastDataSource implements DataSource {

  private final DataSource source;
  private final UnaryOperator<SQLException> safe;
  private final String touch;
  private final CircuitBreaker<SQLException> breaker;

  /** How many callers want connections that write. */
  private final AtomicInteger choosers = new AtomicInteger();

  /**
   * Wraps a data source.
   *
   * @param safe makes a failure fit for a log
   * @param touch a statement that changes nothing and shows whether a connection writes
   * @param nanoTime the time, as {@code System.nanoTime()} gives it
   */
  public FailFastDataSource(
      DataSource source, UnaryOperator<SQLException> safe, String touch, LongSupplier nanoTime) {
    this.source = source;
    this.safe = safe;
    this.touch = touch;
    this.breaker = new CircuitBreaker<>(nanoTime);
  }

  @Override
  public Connection getConnection() throws SQLException {
    SQLException closed = breaker.openedBy();
    if (closed != null) {
      throw new SQLTransientConnectionException(closed.getMessage(), closed.getSQLState(), closed);
    }
    try {
      Connection connection =
          choosers.get() == 0 ? source.getConnection() : WritableConnection.borrow(source, touch);
      breaker.recordSuccess();
      return connection;
    } catch (SQLException e) {
      throw failed(e);
    } catch (RuntimeException e) { // pools of servers do that
      throw failed(new SQLTransientConnectionException(e.getMessage(), e));
    }
  }

  /** Until this is closed, whoever asks gets a connection that writes, if there is one. */
  public Choice choose() {
    choosers.incrementAndGet();
    return choosers::decrementAndGet;
  }

  /** Ends by being closed. */
  @FunctionalInterface
  public interface Choice {

    /** Lets callers have any connection again. */
    void close();
  }

  private SQLException failed(SQLException e) {
    SQLException failure = safe.apply(e);
    breaker.recordFailure(failure);
    return failure;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return source.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter writer) throws SQLException {
    source.setLogWriter(writer);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    source.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return source.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws java.sql.SQLFeatureNotSupportedException {
    return source.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(source) ? type.cast(source) : source.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(source) || source.isWrapperFor(type);
  }
}
