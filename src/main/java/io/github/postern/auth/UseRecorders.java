package io.github.postern.auth;

import io.github.postern.store.DailyUsageCounter;
import io.github.postern.store.RefusedUseCounter;
import io.github.postern.store.UseRecorder;
import java.util.Objects;

/**
 * What is written down of the uses of keys.
 *
 * @param uses when and from where a key was used last
 * @param refusals when and why one was refused last
 * @param days how many uses and refusals there were on a day
 */
public record UseRecorders(UseRecorder uses, RefusedUseCounter refusals, DailyUsageCounter days) {

  /** Creates it. */
  public UseRecorders {
    Objects.requireNonNull(uses, "uses");
    Objects.requireNonNull(refusals, "refusals");
    Objects.requireNonNull(days, "days");
  }
}
