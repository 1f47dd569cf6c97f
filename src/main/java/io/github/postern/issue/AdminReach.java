package io.github.postern.issue;

/**
 * The owners, beside the administrator, whose keys an administrator may manage; a later value
 * includes the earlier ones.
 */
public enum AdminReach {
  /** Nobody's. */
  NOBODY,
  /** Those of their organisation. */
  ORGANISATION,
  /** Everybody's. */
  EVERYBODY
}
