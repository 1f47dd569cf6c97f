package io.github.postern.database;

/**
 * The class loader of this library: what it loads belongs to the application, or to the whole JVM.
 */
public final class LibraryClassLoader {

  /** The class loader that this class is from. */
  public static final ClassLoader INSTANCE = LibraryClassLoader.class.getClassLoader();

  private LibraryClassLoader() {}

  /**
   * Returns whether a class goes away when the application is undeployed, so that nothing of it may
   * stay behind. A library that the server loaded serves other applications too; and where
   * everything is on the class path of the JVM, nothing is ever undeployed, and the rest of the
   * program may use it.
   */
  static boolean isUnloadedWithApplication(Class<?> type) {
    return type.getClassLoader() == INSTANCE && INSTANCE != ClassLoader.getSystemClassLoader();
  }
}
