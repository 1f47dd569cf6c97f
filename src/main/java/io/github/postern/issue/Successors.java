package io.github.postern.issue;

/** How the revocation of a key affects its working successors by rotation. */
public enum Successors {
  /** It is refused: whoever asks may not know of them. */
  REFUSE,
  /** They work on. */
  KEEP,
  /** They are revoked, too. */
  REVOKE
}
