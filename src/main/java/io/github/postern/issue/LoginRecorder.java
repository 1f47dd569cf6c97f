package io.github.postern.issue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Validity;
import io.github.postern.spi.KeyEvent;
import io.github.postern.spi.Login;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.store.KeyEvents;
import io.github.postern.store.KeyStore;
import io.github.postern.store.UnstorableTextException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records logins to the application: the users, their roles, and the event for which keys wait that
 * are suspended, or that an administrator made for a user who signs in through SAML. A logout
 * changes nothing here, and a login soon after another that tells the same writes nothing. Safe for
 * use by many threads.
 */
final class LoginRecorder {

  private static final System.Logger LOG = System.getLogger("io.github.postern.issue");

  /**
   * A login is recorded again after this time, because another node may have recorded something
   * else.
   */
  private static final Duration AGAIN = Duration.ofHours(1);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

  /** A login that tells other roles in each request would be written in each. */
  private static final int CHANGES_A_MINUTE = 10;

  private static final int SIZE = 10_000;

  private final KeyStore store;
  private final OwnerLookup owners;
  private final LoginUpdate loginUpdate;
  private final boolean byTheMinute;
  private final KeyEvents events;
  private final Clock clock;

  /** The logins that were noted last on this node: a login is many requests, and is noted once. */
  private final Cache<Seen, RecordedLogin> recorded =
      Caffeine.newBuilder().maximumSize(SIZE).executor(Runnable::run).build();

  /** The owners whose login could not be recorded, and until when that is not retried. */
  private final Cache<Owner, Instant> pausedUntil =
      Caffeine.newBuilder().maximumSize(SIZE).executor(Runnable::run).build();

  private record Seen(Owner owner, LoginSource source, Instant at) {}

  /**
   * The data of a recorded login, until when it counts as known, and how often it changed in the
   * minute that began at an instant.
   */
  private record RecordedLogin(
      Set<String> roles,
      Optional<String> organisation,
      Optional<String> displayName,
      Optional<String> mail,
      Instant until,
      Instant minute,
      int changes) {

    boolean matches(Login login) {
      return roles.equals(login.roles())
          && organisation.equals(login.organisation())
          && displayName.equals(login.displayName())
          && mail.equals(login.mail());
    }
  }

  /**
   * Creates it.
   *
   * @param store where logins are noted
   * @param owners who people are
   * @param policy what waits for logins
   * @param events gets an event for each key that is resumed
   * @param clock the time
   */
  LoginRecorder(KeyStore store, OwnerLookup owners, Policy policy, KeyEvents events, Clock clock) {
    this.store = store;
    this.owners = owners;
    this.loginUpdate = new LoginUpdate(policy, owners.hasDirectory());
    this.byTheMinute = policy.preconditions().suspension().freshness().isPresent()
        || policy.preconditions().suspension().whenMoved()
        || addedKeysWait(policy);
    this.events = events;
    this.clock = clock;
  }

  private static boolean addedKeysWait(Policy policy) {
    return policy.saml().validity() instanceof Validity.SessionEnd end
        && end.addedKeysAwaitSignIn();
  }

  /**
   * Takes note of the login that a request is made with. Never fails: what cannot be noted now is
   * noted by a later request of the same login.
   *
   * @param address where the request came from; null if that is unknown
   */
  void record(Login login, @Nullable String address) {
    Instant now = clock.instant();
    Seen seen = new Seen(
        login.owner(), login.source(), login.authenticatedAt().orElseGet(() -> beginning(now)));
    RecordedLogin told = recorded.getIfPresent(seen);
    if (told != null && told.until().isAfter(now) && told.matches(login)
        || isPaused(login.owner(), now)) {
      return;
    }
    if (told != null
        && told.changes() >= CHANGES_A_MINUTE
        && told.minute().plusSeconds(60).isAfter(now)) {
      LOG.log(
          Level.DEBUG,
          "The requests of one login state different roles; they are recorded again in a"
              + " minute");
      return;
    }
    try {
      if (writeIfActive(login, address, now)) {
        recorded.put(seen, after(told, login, now));
      }
    } catch (RuntimeException e) {
      pausedUntil.put(login.owner(), now.plus(PAUSE_AFTER_FAILURE));
      LOG.log(
          e instanceof KeysUnavailableException ? Level.DEBUG : Level.WARNING,
          "A login cannot be noted now; it will be with a later request",
          e);
    }
  }

  /** The login of a disabled user resumes nothing, even if the application admits them. */
  private boolean writeIfActive(Login login, @Nullable String address, Instant now) {
    Optional<OwnerStatus> status = owners.status(login.owner());
    if (status.isPresent() && !status.get().active()) {
      return false;
    }
    Login known = login
        .withOwnerId(status.flatMap(OwnerStatus::id))
        .withOwner(owners.registered(login.owner(), status));
    Instant at =
        login.authenticatedAt().filter(instant -> !instant.isAfter(now)).orElse(now);
    write(known, at, address, now);
    return true;
  }

  /**
   * A login without an instant is made anew with each request: the hour, or the minute where keys
   * wait for one, is it.
   */
  private Instant beginning(Instant now) {
    return byTheMinute ? now.truncatedTo(ChronoUnit.MINUTES) : Instant.EPOCH;
  }

  private boolean isPaused(Owner owner, Instant now) {
    Instant paused = pausedUntil.getIfPresent(owner);
    return paused != null && now.isBefore(paused);
  }

  private static RecordedLogin after(@Nullable RecordedLogin before, Login login, Instant now) {
    return before != null && before.minute().plusSeconds(60).isAfter(now)
        ? recorded(login, now, before.minute(), before.changes() + 1)
        : recorded(login, now, now, 0);
  }

  private static RecordedLogin recorded(Login login, Instant now, Instant minute, int changes) {
    return new RecordedLogin(
        login.roles(),
        login.organisation(),
        login.displayName(),
        login.mail(),
        now.plus(AGAIN),
        minute,
        changes);
  }

  /**
   * Name and mail are for people to read: where the database cannot hold them, what decides is
   * noted without them.
   */
  private void write(Login login, Instant at, @Nullable String address, Instant now) {
    try {
      writeAll(login, at, address, now);
    } catch (UnstorableTextException e) {
      if (login.displayName().isEmpty() && login.mail().isEmpty()) {
        throw e;
      }
      writeAll(login.withContact(Optional.empty(), Optional.empty()), at, address, now);
    }
  }

  private void writeAll(Login login, Instant at, @Nullable String address, Instant now) {
    LoginUpdate.Effect effect = store.<LoginUpdate.Effect>changeAccount(
        login.owner(), ownerRecord -> loginUpdate.decide(ownerRecord, login, at, now));
    if (effect.decisive()) {
      store.announce();
    }
    effect
        .resumed()
        .forEach(key -> events.publish(new KeyEvent(
            KeyEvent.Type.RESUMED,
            now,
            key.id(),
            key.name(),
            key.owner(),
            login.owner().name(),
            address,
            "by a login")));
  }
}
