package io.github.postern.store.jpa;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.spi.support.DomainDataStorageAccess;
import org.hibernate.cache.spi.support.RegionFactoryTemplate;
import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * A second-level cache for Hibernate, as simple as can be: maps that forget nothing by themselves.
 */
public final class MapRegionFactory extends RegionFactoryTemplate {

  private static final long serialVersionUID = 1L;

  /** Hibernate makes it by reflection. */
  public MapRegionFactory() {}

  @Override
  protected DomainDataStorageAccess createDomainDataStorageAccess(
      DomainDataRegionConfig config, DomainDataRegionBuildingContext context) {
    return new MapStorage();
  }

  @Override
  protected StorageAccess createQueryResultsRegionStorageAccess(
      String name, SessionFactoryImplementor factory) {
    return new MapStorage();
  }

  @Override
  protected StorageAccess createTimestampsRegionStorageAccess(
      String name, SessionFactoryImplementor factory) {
    return new MapStorage();
  }

  @Override
  protected void prepareForUse(SessionFactoryOptions settings, Map<String, Object> values) {
    // Nothing is needed.
  }

  @Override
  protected void releaseFromUse() {
    // Nothing was used.
  }

  private static final class MapStorage implements DomainDataStorageAccess {

    private final Map<Object, Object> entries = new ConcurrentHashMap<>();

    @Override
    public Object getFromCache(Object key, SharedSessionContractImplementor session) {
      return entries.get(key);
    }

    @Override
    public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {
      entries.put(key, value);
    }

    @Override
    public boolean contains(Object key) {
      return entries.containsKey(key);
    }

    @Override
    public void evictData() {
      entries.clear();
    }

    @Override
    public void evictData(Object key) {
      entries.remove(key);
    }

    @Override
    public void release() {
      entries.clear();
    }
  }
}
