package io.github.postern.store.schema;

import io.github.postern.database.LibraryClassLoader;
import io.github.postern.database.SqlErrors;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection for scripts: what a command would make and what is there already stays as it is. So
 * two nodes may run a script at once, one that was cut off can be run again, and tables that were
 * made by hand are taken over.
 */
final class ScriptConnection {

  private ScriptConnection() {}

  /**
   * Wraps a connection that commits by itself. Closing the wrapper closes nothing, and neither does
   * it commit: not every driver takes that from a connection that commits by itself.
   */
  static Connection over(Connection real) {
    return proxy(Connection.class, real, (proxy, method, arguments) -> switch (method.getName()) {
      case "close", "commit", "rollback" -> null;
      case "createStatement" ->
        tolerant(Statement.class, (Statement) method.invoke(real, arguments));
      case "prepareStatement" ->
        tolerant(PreparedStatement.class, (PreparedStatement) method.invoke(real, arguments));
      default -> method.invoke(real, arguments);
    });
  }

  private static <S extends Statement> S tolerant(Class<S> type, S statement) {
    return proxy(type, statement, (proxy, method, arguments) -> {
      if (!method.getName().equals("execute")) {
        return method.invoke(statement, arguments);
      }
      try {
        return method.invoke(statement, arguments);
      } catch (InvocationTargetException e) {
        return executeAgain(() -> method.invoke(statement, arguments), e);
      }
    });
  }

  /**
   * A concurrent CREATE can fail with a database-specific error; on the second attempt the object
   * exists.
   */
  private static Object executeAgain(Attempt attempt, InvocationTargetException first)
      throws Throwable {
    if (alreadyExists(first)) {
      return false;
    }
    try {
      return attempt.make();
    } catch (InvocationTargetException second) {
      if (alreadyExists(second)) {
        return false;
      }
      throw second;
    }
  }

  private static boolean alreadyExists(InvocationTargetException e) {
    return e.getCause() instanceof SQLException sql && SqlErrors.isAlreadyExists(sql);
  }

  private static <T> T proxy(Class<T> type, T real, InvocationHandler handler) {
    InvocationHandler unwrapping = (proxy, method, arguments) -> {
      try {
        return handler.invoke(proxy, method, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    };
    return type.cast(
        Proxy.newProxyInstance(LibraryClassLoader.INSTANCE, new Class<?>[] {type}, unwrapping));
  }

  @FunctionalInterface
  private interface Attempt {

    Object make() throws ReflectiveOperationException;
  }
}
