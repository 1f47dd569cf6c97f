package io.github.postern.auth;

import io.github.postern.key.KeyId;
import io.github.postern.key.Owner;
import io.github.postern.spi.ApiKeyPrincipal;
import io.github.postern.spi.KeyEvent;
import io.github.postern.store.KeyEvents;
import io.github.postern.store.StoredKey;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes note of what goes wrong with keys: that they are refused, and that others may have read
 * them.
 *
 * @param exposures takes note of keys that others may have read
 * @param events told of refusals
 * @param clock the time
 */
record IncidentRecorder(ExposureRecorder exposures, KeyEvents events, Clock clock) {

  /** Creates it. */
  IncidentRecorder {
    Objects.requireNonNull(exposures, "exposures");
    Objects.requireNonNull(events, "events");
    Objects.requireNonNull(clock, "clock");
  }

  /** Tells that a request is refused though its key works. */
  void denied(ApiKeyPrincipal caller, RejectReason reason, HttpServletRequest request) {
    publish(caller.keyId(), caller.keyName(), caller.owner(), reason, request);
  }

  /** Tells that a request is refused though its key works, which lent nothing to it. */
  void denied(StoredKey key, RejectReason reason, HttpServletRequest request) {
    publish(key.id(), key.name(), key.owner(), reason, request);
  }

  /** Tells that a key is refused. */
  void denied(Verdict.Rejected rejected, HttpServletRequest request) {
    Optional<StoredKey> key = rejected.key();
    publish(
        key.map(StoredKey::id).orElse(null),
        key.map(StoredKey::name).orElse(null),
        key.map(StoredKey::owner).orElse(null),
        rejected.reason(),
        request);
  }

  private void publish(
      @Nullable KeyId id,
      @Nullable String name,
      @Nullable Owner owner,
      RejectReason reason,
      HttpServletRequest request) {
    events.publish(new KeyEvent(
        KeyEvent.Type.DENIED,
        clock.instant(),
        id,
        name,
        owner,
        null,
        request.getRemoteAddr(),
        reason.name()));
  }
}
