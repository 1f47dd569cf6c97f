package io.github.postern.testing;

import io.github.postern.database.Database;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A real data source with somebody looking over its shoulder, who can also break the line at a bad
 * moment.
 */
public final class SpiedDataSource {

  private static final Set<String> TRANSACTION = Set.of("setAutoCommit", "commit", "rollback");

  private final DataSource real;
  private final List<String> statements = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  public volatile boolean cut;
  public volatile CountDownLatch stuck;
  public volatile boolean commitsAreNotConfirmed;
  public volatile boolean inATransactionOfTheServer;
  public volatile String product;
  public volatile String version;
  public volatile int major;
  public volatile int minor;

  public SpiedDataSource(DataSource real) {
    this.real = real;
  }

  public DataSource asDataSource() {
    return spied(DataSource.class, (proxy, method, arguments) -> {
      if (!method.getName().equals("getConnection")) {
        return method.invoke(real, arguments);
      }
      connections.incrementAndGet();
      CountDownLatch latch = stuck;
      if (latch != null) {
        latch.await();
      }
      if (cut) {
        throw new SQLNonTransientConnectionException("The line is cut", "08001");
      }
      Connection connection = real.getConnection();
      open.incrementAndGet();
      return spied(connection);
    });
  }

  public int connections() {
    return connections.get();
  }

  /** Returns how many connections nobody has closed yet. */
  public int open() {
    return open.get();
  }

  public long statements(String start) {
    return statements.stream().filter(sql -> sql.startsWith(start)).count();
  }

  private Connection spied(Connection connection) {
    return spied(Connection.class, (proxy, method, arguments) -> {
      if (method.getName().equals("prepareStatement")) {
        statements.add((String) arguments[0]);
      }
      if (inATransactionOfTheServer && TRANSACTION.contains(method.getName())) {
        throw new SQLException(
            method.getName() + " is not allowed in a transaction of the server", "25000");
      }
      if (method.getName().equals("close")) {
        open.decrementAndGet();
      }
      Object result = method.invoke(connection, arguments);
      if (method.getName().equals("commit") && commitsAreNotConfirmed) {
        throw new SQLNonTransientConnectionException("The line broke while committing", "08007");
      }
      return method.getName().equals("getMetaData") && (product != null || version != null)
          ? renamed((DatabaseMetaData) result)
          : result;
    });
  }

  private DatabaseMetaData renamed(DatabaseMetaData data) {
    return spied(DatabaseMetaData.class, (proxy, method, arguments) -> switch (method.getName()) {
      case "getDatabaseProductName" -> product == null ? method.invoke(data, arguments) : product;
      case "getDatabaseProductVersion" ->
        version == null ? method.invoke(data, arguments) : version;
      case "getDatabaseMajorVersion" ->
        version == null ? method.invoke(data, arguments) : (Object) major;
      case "getDatabaseMinorVersion" ->
        version == null ? method.invoke(data, arguments) : (Object) minor;
      default -> method.invoke(data, arguments);
    });
  }

  private static <T> T spied(Class<T> type, InvocationHandler handler) {
    InvocationHandler unwrapping = (proxy, method, arguments) -> {
      try {
        return handler.invoke(proxy, method, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    };
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, unwrapping));
  }

  /** Returns the data source of a database. */
  public static SpiedDataSource on(Database database) {
    try {
      return new SpiedDataSource(database.dataSource());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
