package io.github.postern.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.postern.key.KeyId;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Owner;
import io.github.postern.spi.OwnerDirectory;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.store.KeyChangeListener;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Asks the directory of owners, at most once per owner in the stated bound. Without a directory it
 * has no answer, and keys carry the roles that they were created with.
 */
final class OwnerCheck implements KeyChangeListener {

  private static final int SIZE = 10_000;

  private static final int ROUNDS = 3;

  /** An answer may have been asked for long before it is kept. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(5);

  private final Optional<OwnerDirectory> directory;
  private final Cache<Owner, Answer> recent;

  /**
   * How many changes were announced, the last of them about everybody, and about the owners of a
   * name.
   */
  private final AtomicLong announced = new AtomicLong();

  private final AtomicLong aboutAll = new AtomicLong();
  private final Cache<String, Long> aboutName;

  /**
   * An answer of the directory.
   *
   * @param seen how many changes had been announced when it was asked
   */
  private record Answer(OwnerStatus status, long seen) {}

  /**
   * Creates the check.
   *
   * @param directory whom to ask; empty if the application has none
   * @param recheck how old an answer may be
   * @param nanoTime the time, as {@code System.nanoTime()} gives it
   */
  OwnerCheck(Optional<OwnerDirectory> directory, Duration recheck, LongSupplier nanoTime) {
    this.directory = directory;
    this.recent = Caffeine.newBuilder()
        .expireAfterWrite(recheck)
        .maximumSize(SIZE)
        .ticker(nanoTime::getAsLong)
        .executor(Runnable::run)
        .build();
    this.aboutName = Caffeine.newBuilder()
        .expireAfterWrite(recheck.plus(LONGEST_CALL))
        .maximumSize(SIZE)
        .ticker(nanoTime::getAsLong)
        .executor(Runnable::run)
        .build();
  }

  /**
   * Returns the status of an owner; empty if there is no directory. An answer that was on its way
   * when a change was announced is asked for again, a few times at most, and never kept.
   *
   * @throws KeysUnavailableException if the directory does not answer
   */
  Optional<OwnerStatus> status(Owner owner) {
    return directory.map(known -> status(known, owner));
  }

  private OwnerStatus status(OwnerDirectory known, Owner owner) {
    Answer answer = recent.get(owner, each -> answer(known, each));
    for (int round = 1; isOutdated(answer, owner) && round < ROUNDS; round++) {
      recent.asMap().remove(owner, answer);
      answer = recent.get(owner, each -> answer(known, each));
    }
    return answer.status();
  }

  private boolean isOutdated(Answer answer, Owner owner) {
    return answer.seen() < announced.get()
        && (answer.seen() < aboutAll.get()
            || answer.seen()
                < Objects.requireNonNullElse(aboutName.getIfPresent(owner.name()), 0L));
  }

  /**
   * Forgets what is known of the owners of this name, in whatever realm: the next request asks
   * again.
   */
  void forget(String name) {
    aboutName.asMap().merge(name, announced.incrementAndGet(), Math::max);
    recent.asMap().keySet().removeIf(owner -> owner.name().equals(name));
  }

  /** The change of a key says nothing about its owner. */
  @Override
  public void changed(KeyId id) {}

  /** Another node may have been told that an owner changed. */
  @Override
  public void anythingMayHaveChanged() {
    aboutAll.accumulateAndGet(announced.incrementAndGet(), Math::max);
    recent.invalidateAll();
  }

  private Answer answer(OwnerDirectory known, Owner owner) {
    long seen = announced.get();
    return new Answer(lookUp(known, owner), seen);
  }

  private static OwnerStatus lookUp(OwnerDirectory known, Owner owner) {
    try {
      OwnerStatus status = known.status(owner);
      if (status == null) {
        throw new IllegalStateException(known.getClass().getName() + ".status returned null");
      }
      return status;
    } catch (KeysUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      // A directory that fails in any way is a directory that does not answer: closed, never
      // open.
      throw new KeysUnavailableException("The owner directory failed", e);
    }
  }
}
