package sample.saml;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Knows the identity provider: by the settings, or by its metadata, which is read again while it is
 * missing or outdated.
 */
final class IdpSource {

  private static final Logger LOG = System.getLogger("sample.saml");

  /**
   * So that a crowd in front of an identity provider that is unreachable does not wait one after
   * the other.
   */
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);

  private final Optional<MetadataLocation> location;
  private final Optional<String> entityId;
  private final Clock clock;
  private IdentityProvider known;
  private Instant lastAttempt = Instant.MIN;
  private String lastProblem = "";

  IdpSource(SamlSettings settings, Clock clock) {
    this.location = settings.idpMetadata().map(MetadataLocation::new);
    this.entityId = settings.idpEntityId();
    this.clock = clock;
    if (location.isEmpty()) {
      known = new IdentityProvider(
          settings.idpEntityId().orElseThrow(),
          settings.idpSsoUrl().orElseThrow(),
          List.of(Certificates.ofSetting(settings.idpCertificate().orElseThrow())));
    }
  }

  /** The identity provider with at least one certificate that is good now. */
  synchronized IdentityProvider get() {
    Instant now = clock.instant();
    if (location.isPresent()
        && !isUsable(now)
        && !now.isBefore(lastAttempt.plus(BETWEEN_ATTEMPTS))) {
      read(now);
      lastAttempt = clock.instant();
    }
    if (known == null) {
      throw new Refusal(
          Reason.IDP_UNAVAILABLE,
          "The identity provider's metadata at "
              + location.orElseThrow()
              + " cannot be used: "
              + lastProblem);
    }
    known.certificatesAt(now);
    return known;
  }

  private boolean isUsable(Instant now) {
    try {
      return known != null && !known.certificatesAt(now).isEmpty();
    } catch (Refusal expired) {
      return false;
    }
  }

  private void read(Instant now) {
    try {
      known = IdpMetadata.parse(location.orElseThrow().read(), entityId, now);
      LOG.log(Level.INFO, () -> "Single sign-on: the identity provider is " + known.entityId());
    } catch (IOException | IllegalArgumentException e) {
      lastProblem = e instanceof NoSuchFileException ? "there is no such file" : e.getMessage();
    }
  }
}
