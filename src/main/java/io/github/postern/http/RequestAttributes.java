package io.github.postern.http;

/** The request attributes that tell the application that a request was made with a key. */
public final class RequestAttributes {

  /** The id of the key, a {@code String}. */
  public static final String KEY_ID = "io.github.postern.keyId";

  /** The name of the key, a {@code String}. */
  public static final String KEY_NAME = "io.github.postern.keyName";

  /** The scopes that the key is limited to, a {@code Set<String>}; empty: it is not limited. */
  public static final String SCOPES = "io.github.postern.scopes";

  /** The roles of the owner, a {@code Set<String>}. */
  public static final String ROLES = "io.github.postern.roles";

  /**
   * {@code Boolean.TRUE} if the key came as a password of HTTP Basic: browsers send that again by
   * themselves, also when another site makes them.
   */
  public static final String SENT_AUTOMATICALLY = "io.github.postern.sentByHabit";

  /** The result of {@code getAuthType()}. */
  public static final String AUTH_TYPE = "API_KEY";

  private RequestAttributes() {}
}
