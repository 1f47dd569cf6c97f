/**
 * API keys for the web applications that already exist. Start reading at {@link io.github.postern}.
 */
@SuppressWarnings("requires-automatic") // MyBatis Migrations states its name, but has no descriptor
module io.github.postern {
  requires transitive jakarta.servlet;
  requires transitive java.sql;
  requires java.naming;
  requires jakarta.json;
  requires jakarta.persistence;
  requires static java.management;
  requires static jakarta
      .security
      .auth
      .message; // this and the next three: where the server has them
  requires static jakarta.security;
  requires static jakarta.cdi;
  requires static jakarta.interceptor;
  requires static transitive org.jspecify; // annotations of the exported types
  requires com.github.benmanes.caffeine;
  requires io.agroal.api;
  requires static org.mybatis.migrations;

  exports io.github.postern;
  exports io.github.postern.key;
  exports io.github.postern.spi;

  // The persistence provider fills the rows.
  opens io.github.postern.store.jpa;

  uses io.github.postern.spi.IssuanceRule;
  uses io.github.postern.spi.KeyEventListener;
  uses io.github.postern.spi.LoginResolver;
  uses io.github.postern.spi.OwnerDirectory;
  uses io.github.postern.spi.SessionBridge;
  uses jakarta.persistence.spi.PersistenceProvider;
  uses java.sql.Driver;

  provides jakarta.servlet.ServletContainerInitializer with
      io.github.postern.PosternInitializer;
}
