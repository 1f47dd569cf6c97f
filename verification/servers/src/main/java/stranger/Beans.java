package stranger;

import jakarta.enterprise.inject.spi.CDI;

/** Whether the server has beans (CDI) for this application. */
final class Beans {

  private Beans() {}

  static boolean areHere() {
    try {
      return CDI.current().getBeanManager() != null;
    } catch (IllegalStateException | NoClassDefFoundError e) {
      return false; // no beans in this application, or on this server
    }
  }
}
