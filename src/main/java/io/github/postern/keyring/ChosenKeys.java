package io.github.postern.keyring;

/** How long a key may be that somebody brings along. */
public final class ChosenKeys {

  /** The fewest characters. */
  public static final int SHORTEST = 32;

  /** The most characters. */
  public static final int LONGEST = 512;

  private ChosenKeys() {}
}
