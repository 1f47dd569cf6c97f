package io.github.postern.key;

import java.util.Objects;

/**
 * A whole key as its holder has it. It cannot print itself: the text leaves only through
 * {@link #reveal()}, a name that can be searched for.
 *
 * <p>Not a record, because a record prints its components; no {@code equals}, because keys are
 * compared by their digests only.
 */
public final class Secret {

  private final String text;

  /**
   * Creates a secret.
   *
   * @param text the key; not null
   */
  public Secret(String text) {
    this.text = Objects.requireNonNull(text, "text");
  }

  /**
   * Returns the key itself. Call this where it is digested or handed to its owner, nowhere else.
   */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "<secret>";
  }
}
