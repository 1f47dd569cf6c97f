package io.github.postern.http;

/** One challenge: a scheme, and what belongs to it (RFC 9110 section 11.3). */
final class Challenge {

  private final StringBuilder text;

  private Challenge(String scheme, String realm) {
    text = new StringBuilder(scheme).append(" realm=\"").append(legal(realm)).append('"');
  }

  static Challenge of(String scheme, String realm) {
    return new Challenge(scheme, realm);
  }

  /** Adds why the credential was refused (RFC 6750 section 3). */
  Challenge error(String code, String description) {
    return parameter("error", code).parameter("error_description", description);
  }

  /** Adds what a key would need. */
  Challenge scope(String names) {
    return parameter("scope", names);
  }

  Challenge parameter(String name, String value) {
    text.append(", ").append(name).append("=\"").append(legal(value)).append('"');
    return this;
  }

  /**
   * Leaves only what RFC 6750 section 3 allows inside the quotes, so nothing can end them or the
   * line.
   */
  private static String legal(String value) {
    return value.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
