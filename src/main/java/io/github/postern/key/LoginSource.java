package io.github.postern.key;

/** How a user logged in, which decides what keys the user may have. */
public enum LoginSource {
  /**
   * By a credential that the application itself checks, such as a password: the owner chooses a
   * validity.
   */
  LOCAL("local"),
  /** By a SAML assertion: the session that the identity provider granted decides the validity. */
  SAML("saml");

  private final String text;

  LoginSource(String text) {
    this.text = text;
  }

  /** Returns the name in JSON, in settings and in the database. */
  public String text() {
    return text;
  }

  /**
   * Returns the source of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static LoginSource of(String text) {
    for (LoginSource source : values()) {
      if (source.text.equalsIgnoreCase(text)) {
        return source;
      }
    }
    throw new IllegalArgumentException(
        "A login source is 'local' or 'saml', but was '" + text + "'");
  }
}
