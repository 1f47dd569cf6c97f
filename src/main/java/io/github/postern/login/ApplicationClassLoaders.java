package io.github.postern.login;

import jakarta.servlet.ServletContext;

/** Finds the class loader of an application, which need not be the one that loaded this library. */
public final class ApplicationClassLoaders {

  private ApplicationClassLoaders() {}

  /** Returns the class loader of an application. A server that is set up in code may know none. */
  public static ClassLoader of(ServletContext context) {
    if (context.getClassLoader() != null) {
      return context.getClassLoader();
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return loader == null ? ApplicationClassLoaders.class.getClassLoader() : loader;
  }
}
