package io.github.postern.auth;

import java.util.Objects;

/**
 * What {@link KeyCheck} found in a request. Immutable.
 *
 * @param kind what becomes of the request
 * @param caller who the request is made as; null unless there is a {@link Kind#CALLER}
 */
public record Finding(Kind kind, ApiKeyPrincipal caller) {

    /** The request carries no key: it is the application's own affair. */
    static final Finding NOTHING = new Finding(Kind.NOTHING, null);
    /** The request carries a key that does not count in it. */
    static final Finding NOBODY = new Finding(Kind.NOBODY, null);
    /** The request has been answered. */
    static final Finding ANSWERED = new Finding(Kind.ANSWERED, null);

    /** Creates a finding. */
    public Finding {
        Objects.requireNonNull(kind, "kind");
    }

    static Finding of(ApiKeyPrincipal caller) {
        return new Finding(Kind.CALLER, Objects.requireNonNull(caller, "caller"));
    }

    /** What becomes of a request. */
    public enum Kind {
        /** It goes on untouched. */
        NOTHING,
        /** It goes on without its credential, and the key lends it no identity. */
        NOBODY,
        /** It goes on as the owner of its key. */
        CALLER,
        /** It does not go on: it has its answer. */
        ANSWERED
    }
}
