package io.github.postern.store;

import io.github.postern.key.KeyState;
import java.util.List;
import java.util.Map;

/**
 * How many keys there are, for charts. Keys that are revoked do not count.
 *
 * @param states how many keys are in each state
 * @param endings working keys by when they end: the counts for each of the asked numbers of days, a
 *     key in the first that fits, and last those that end later
 * @param endless working keys that never end
 * @param protection how many are protected less than keys that are made now, in which way
 */
public record KeyStatistics(
    Map<KeyState, Long> states,
    List<Long> endings,
    long endless,
    Map<Protection, Long> protection) {

  /** Creates the value; maps and list are copied. */
  public KeyStatistics {
    states = Map.copyOf(states);
    endings = List.copyOf(endings);
    protection = Map.copyOf(protection);
  }
}
