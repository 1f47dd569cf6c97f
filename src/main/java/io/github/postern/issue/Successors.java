package io.github.postern.issue;

/** What the revocation of a key does to the keys that followed it by rotations and work. */
public enum Successors {
    /** It is refused: whoever asks may not know of them. */
    REFUSE,
    /** They work on. */
    KEEP,
    /** They are revoked, too. */
    REVOKE
}
