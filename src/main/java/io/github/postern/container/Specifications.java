package io.github.postern.container;

/**
 * Tells which specifications a server has. It and {@code ContainerSettings} are the classes here
 * that may be loaded where it has not.
 */
final class Specifications {

  private Specifications() {}

  /** Returns whether there is Jakarta Authentication. */
  static boolean authentication() {
    return sees("jakarta.security.auth.message.config.AuthConfigFactory");
  }

  /** Returns whether there is Jakarta Security, and CDI, which it needs. */
  static boolean security() {
    return sees(
            "jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism")
        && sees("jakarta.enterprise.inject.spi.CDI");
  }

  private static boolean sees(String name) {
    try {
      Class.forName(name, false, Specifications.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
