package io.github.postern.store.jpa;

import io.github.postern.store.KeyStore;
import io.github.postern.store.schema.TestDatabase;
import io.github.postern.testing.RecordingListener;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A part of the contract of {@link KeyStore}: tried with one database for the class, and two stores
 * on it as nodes.
 */
@ParameterizedClass
@EnumSource(Setup.class)
abstract class OnEverySetup {

  @Parameter
  Setup setup;

  static TestDatabase database;
  static RecordingListener listener;
  static JpaKeyStore store;
  static JpaKeyStore otherNode;

  @BeforeParameterizedClassInvocation
  static void open(Setup setup) {
    database = setup.newDatabase();
    listener = new RecordingListener();
    store = new JpaKeyStore(database.open(), setup.options("node-a"), listener);
    store.start();
    otherNode = new JpaKeyStore(database.open(), setup.options("node-b"), new RecordingListener());
    otherNode.start();
  }

  @AfterParameterizedClassInvocation
  static void close() {
    otherNode.close();
    store.close();
  }
}
