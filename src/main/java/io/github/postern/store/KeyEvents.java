package io.github.postern.store;

import io.github.postern.spi.KeyEvent;
import io.github.postern.spi.KeyEventListener;
import io.github.postern.text.LogText;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listeners, and the audit log {@code io.github.postern.audit}, what happened; what
 * anybody can repeat at will once per key, cause and hour. Safe for use by many threads.
 */
public final class KeyEvents {

  private static final System.Logger AUDIT = System.getLogger("io.github.postern.audit");

  private static final Pattern KEY_AS_ACTOR = Pattern.compile("key [a-z2-7]{16}");

  private final List<KeyEventListener> listeners;
  private final HourlyEventCounter hourly;

  /**
   * Creates the distributor.
   *
   * @param listeners copied
   * @param hourly counts what repeats
   */
  KeyEvents(List<KeyEventListener> listeners, HourlyEventCounter hourly) {
    this.listeners = List.copyOf(listeners);
    this.hourly = hourly;
  }

  /** Returns which hour it is, counted from 1970: what repeats is counted by the hour. */
  public static long hourOf(Instant at) {
    return HourlyEventCounter.hourOf(at);
  }

  /**
   * Tells everybody, unless it is only one more of its hour. Never throws: what happened has
   * happened.
   */
  public void publish(KeyEvent event) {
    if (event.key() == null || !event.type().repeats() || hourly.add(event)) {
      notifyListeners(event);
    }
  }

  private void notifyListeners(KeyEvent event) {
    AUDIT.log(level(event), () -> describe(event));
    for (KeyEventListener listener : listeners) {
      try {
        listener.happened(event);
      } catch (RuntimeException e) {
        AUDIT.log(
            Level.ERROR,
            "A KeyEventListener failed on " + event.type() + ": " + listener.getClass(),
            e);
      }
    }
  }

  /** Refusals that name no key are what anybody can cause at will: they must not fill a disk. */
  private static Level level(KeyEvent event) {
    return event.type() == KeyEvent.Type.DENIED && event.key() == null ? Level.DEBUG : Level.INFO;
  }

  /** Nothing that somebody chose can look like another field: see {@link LogText}. */
  private static String describe(KeyEvent event) {
    return event.type()
        + " key="
        + (event.key() == null ? "-" : event.key())
        + " owner="
        + LogText.field(event.owner() == null ? null : event.owner().toString())
        + " by="
        + actor(event.actor())
        + " from="
        + LogText.field(event.address())
        + (event.keyName() == null ? "" : " name=" + LogText.quoted(event.keyName()))
        + (event.detail() == null ? "" : " detail=" + LogText.quoted(event.detail()));
  }

  /** The two words for a key; no person has such a name, because a login with it is refused. */
  private static String actor(@Nullable String actor) {
    return actor != null && KEY_AS_ACTOR.matcher(actor).matches() ? actor : LogText.field(actor);
  }
}
