package io.github.postern.issue;

import io.github.postern.spi.Login;

/** How a refusal addresses its reader: the owner, or the administrator who acts for the owner. */
final class OwnerWording {

  private OwnerWording() {}

  /**
   * Returns {@code You have}, or the same with the name of the owner for whom an administrator
   * acts.
   */
  static String has(Login login) {
    return login.present() ? "You have" : login.owner().name() + " has";
  }

  /** Returns {@code Your key}, or the same of the owner for whom an administrator acts. */
  static String ownKey(Login login) {
    return login.present() ? "Your key" : "The key of " + login.owner().name();
  }
}
