package io.github.postern.issue;

/** Whose keys somebody may manage beside their own; a later one includes the earlier ones. */
public enum AdminReach {
    /** Nobody's. */
    NOBODY,
    /** Those of their organisation. */
    ORGANISATION,
    /** Everybody's. */
    EVERYBODY
}
