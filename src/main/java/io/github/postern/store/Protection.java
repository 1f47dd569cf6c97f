package io.github.postern.store;

/**
 * A reason why a key is protected less well than a new one; its next use ends that while such keys
 * are accepted.
 */
public enum Protection {
  /**
   * Its row is not authenticated, and its digest is under a pepper:
   * {@code postern.unbound-keys=refuse} ends it.
   */
  UNBOUND("unbound"),
  /**
   * Its digest is under no pepper: taking the word {@code plain} out of {@code postern.pepper} ends
   * it.
   */
  PLAIN("plain"),
  /**
   * Its digest is under another pepper than the current one: taking that one out of
   * {@code postern.pepper} ends it.
   */
  RETIRED_PEPPER("retired-pepper");

  private final String text;

  Protection(String text) {
    this.text = text;
  }

  /** Returns the word for it in the API. */
  public String text() {
    return text;
  }
}
