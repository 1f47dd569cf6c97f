package sample.saml;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps things for a while under names that nobody can guess, and gives each out once. Bounded:
 * when it is full, it takes nothing more, and what is kept stays. Only for what strangers cannot
 * put into it.
 */
final class OneTimeStore<T> {

  private static final int NAME_BYTES = 32;

  private record Kept<T>(T value, Instant until) {}

  private final Map<String, Kept<T>> kept = new LinkedHashMap<>();
  private final SecureRandom random;
  private final Clock clock;
  private final Duration life;
  private final int most;

  OneTimeStore(SecureRandom random, Clock clock, Duration life, int most) {
    this.random = random;
    this.clock = clock;
    this.life = life;
    this.most = most;
  }

  /**
   * Keeps this and answers its name.
   *
   * @throws Refusal if there is no room
   */
  String put(T value) {
    String name = randomName(random);
    Instant now = clock.instant();
    synchronized (kept) {
      forgetOld(now);
      if (kept.size() >= most) {
        throw new Refusal(
            Reason.BUSY, "There are " + most + " logins to be finished, and none is outdated");
      }
      kept.put(name, new Kept<>(value, now.plus(life)));
    }
    return name;
  }

  /** Returns the value that was kept under this name: once, and only while it is young enough. */
  Optional<T> take(String name) {
    synchronized (kept) {
      Kept<T> found = kept.remove(name);
      return found == null || !clock.instant().isBefore(found.until())
          ? Optional.empty()
          : Optional.of(found.value());
    }
  }

  int size() {
    synchronized (kept) {
      return kept.size();
    }
  }

  /** They are in the order of their ends, because all live equally long. */
  private void forgetOld(Instant now) {
    Iterator<Kept<T>> oldest = kept.values().iterator();
    while (oldest.hasNext() && !now.isBefore(oldest.next().until())) {
      oldest.remove();
    }
  }

  /** 43 characters that go into URLs and cookies as they are. */
  static String randomName(SecureRandom random) {
    byte[] bytes = new byte[NAME_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
