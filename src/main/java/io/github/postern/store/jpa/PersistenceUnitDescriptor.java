package io.github.postern.store.jpa;

import io.github.postern.database.LibraryClassLoader;
import io.github.postern.store.schema.Tables;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.URL;
import java.security.CodeSource;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The persistence unit as code, in place of a {@code persistence.xml} that would have to be merged
 * with the application's. Immutable.
 */
final class PersistenceUnitDescriptor implements PersistenceUnitInfo {

  /** The entities. */
  static final List<Class<?>> ROWS = List.of(
      KeyRow.class,
      OwnerRow.class,
      EventRow.class,
      DailyUsageRow.class,
      RevisionRow.class,
      ApplicationRow.class);

  /** The tables that the rows need in a database. */
  static final Tables TABLES = new Tables(
      ROWS,
      KeyRow.TABLE,
      new Tables.Counter(RevisionRow.TABLE, RevisionRow.FIND, RevisionRow.TOUCH));

  private final String name;
  private final DataSource source;
  private final String provider;

  PersistenceUnitDescriptor(String name, DataSource source, String provider) {
    this.name = name;
    this.source = source;
    this.provider = provider;
  }

  @Override
  public Properties getProperties() {
    Properties all = new Properties();
    all.put("jakarta.persistence.validation.mode", "none");
    // Said here, or a system property that is meant for the application would drop our tables.
    all.put("jakarta.persistence.schema-generation.database.action", "none");
    all.put("jakarta.persistence.schema-generation.scripts.action", "none");
    // GlassFish and Payara share EclipseLink between applications: sessions of one name are one
    // session.
    all.put("eclipselink.session-name", name);
    all.put("eclipselink.weaving", "false");
    all.put("eclipselink.cache.shared.default", "false");
    all.put("eclipselink.ddl-generation", "none");
    // No adapter to a server: it would register MBeans and look for a transaction manager.
    all.put("eclipselink.target-server", "None");
    // Reads and writes of a transaction through one connection.
    all.put("eclipselink.transaction.join-existing", "true");
    all.put("eclipselink.persistence-context.commit-order", "Id");
    // Everything it has to say comes to us as an exception, and that is logged once.
    all.put("eclipselink.logging.level", "OFF");
    all.put("hibernate.hbm2ddl.auto", "none");
    all.put("hibernate.archive.autodetection", "");
    all.put("hibernate.cache.use_second_level_cache", "false");
    all.put("hibernate.cache.use_query_cache", "false");
    all.put("hibernate.jdbc.log.warnings", "false");
    all.put("hibernate.order_updates", "true");
    return all;
  }

  @Override
  public String getPersistenceUnitName() {
    return name;
  }

  @Override
  public String getPersistenceProviderClassName() {
    return provider;
  }

  @Override
  public PersistenceUnitTransactionType getTransactionType() {
    return PersistenceUnitTransactionType.RESOURCE_LOCAL;
  }

  @Override
  public @Nullable DataSource getJtaDataSource() {
    return null;
  }

  @Override
  public DataSource getNonJtaDataSource() {
    return source;
  }

  @Override
  public List<String> getMappingFileNames() {
    return List.of();
  }

  @Override
  public List<URL> getJarFileUrls() {
    return List.of();
  }

  /** Returns where this class comes from: EclipseLink insists on an answer. */
  @Override
  public URL getPersistenceUnitRootUrl() {
    CodeSource code = PersistenceUnitDescriptor.class.getProtectionDomain().getCodeSource();
    return code == null
        ? PersistenceUnitDescriptor.class.getResource("PersistenceUnitDescriptor.class")
        : code.getLocation();
  }

  @Override
  public List<String> getManagedClassNames() {
    return ROWS.stream().map(Class::getName).toList();
  }

  @Override
  public boolean excludeUnlistedClasses() {
    return true;
  }

  @Override
  public SharedCacheMode getSharedCacheMode() {
    return SharedCacheMode.NONE;
  }

  @Override
  public ValidationMode getValidationMode() {
    return ValidationMode.NONE;
  }

  @Override
  public String getPersistenceXMLSchemaVersion() {
    return "3.0";
  }

  @Override
  public ClassLoader getClassLoader() {
    return LibraryClassLoader.INSTANCE;
  }

  @Override
  public void addTransformer(ClassTransformer transformer) {
    // No weaving: the rows have nothing that would be loaded later.
  }

  @Override
  public @Nullable ClassLoader getNewTempClassLoader() {
    return null;
  }

  /**
   * For Jakarta Persistence 3.2, which this library runs with but is not compiled against.
   *
   * @return null: no scope
   */
  @SuppressWarnings("unused")
  public @Nullable String getScopeAnnotationName() {
    return null;
  }

  /**
   * For Jakarta Persistence 3.2.
   *
   * @return none
   */
  @SuppressWarnings("unused")
  public List<String> getQualifierAnnotationNames() {
    return List.of();
  }
}
