package io.github.postern.http;

/** The request attributes that tell the application that a request was made with a key. */
public final class RequestAttributes {

    /** The id of the key, a {@code String}. */
    public static final String KEY_ID = "io.github.postern.keyId";

    /** What the owner calls the key, a {@code String}. */
    public static final String KEY_NAME = "io.github.postern.keyName";

    /** The scopes that the key is limited to, a {@code Set<String>}; empty: it is not limited. */
    public static final String SCOPES = "io.github.postern.scopes";

    /** The roles of the owner, a {@code Set<String>}. */
    public static final String ROLES = "io.github.postern.roles";

    /** What {@code getAuthType()} answers. */
    public static final String AUTH_TYPE = "API_KEY";

    private RequestAttributes() {
    }
}
