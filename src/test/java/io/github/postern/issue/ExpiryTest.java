package io.github.postern.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.Owner;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Policy.LoginRules;
import io.github.postern.policy.Policy.WhenExpired;
import io.github.postern.policy.Policy.WhenFull;
import io.github.postern.policy.Validity;
import io.github.postern.spi.Login;
import io.github.postern.spi.Refusal;
import io.github.postern.spi.RequestedExpiry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExpiryTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:59:59.999Z");
  private static final Owner ALICE = Owner.of("alice");

  @Nested
  class WithALocalLogin {

    private final Login login = Login.local(ALICE, Set.of());

    @Test
    void theOwnerChoosesAndTheServerComputesTheDate() {
      assertEquals(
          NOW.plus(Duration.ofDays(30)), end(login, new RequestedExpiry.For(Duration.ofDays(30))));
    }

    @Test
    void whoChoosesNothingGetsTheDefault() {
      assertEquals(NOW.plus(Duration.ofDays(90)), end(login, new RequestedExpiry.Unspecified()));
    }

    @Test
    @DisplayName(
        "F-36: more than the maximum, the past and the present are refused, in either form")
    void moreThanTheMaximumIsRefused() {
      assertEquals(
          NOW.plus(Duration.ofDays(365)),
          end(login, new RequestedExpiry.For(Duration.ofDays(365))));
      assertRefused(
          Refusal.Code.INVALID_VALIDITY,
          login,
          new RequestedExpiry.For(Duration.ofDays(365).plusMillis(1)));
      assertRefused(
          Refusal.Code.INVALID_VALIDITY,
          login,
          new RequestedExpiry.Until(NOW.plus(Duration.ofDays(3650))));
      assertRefused(Refusal.Code.INVALID_VALIDITY, login, new RequestedExpiry.Until(NOW));
      assertRefused(Refusal.Code.INVALID_VALIDITY, login, new RequestedExpiry.Until(Instant.MIN));
      assertRefused(Refusal.Code.INVALID_VALIDITY, login, new RequestedExpiry.Until(Instant.MAX));
    }

    @Test
    @DisplayName(
        "F-35: days are 24 hours, whatever the zone, the season, the leap day or the" + " minute")
    void daysAre24Hours() {
      TimeZone before = TimeZone.getDefault();
      try {
        for (String zone :
            new String[] {"UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia"}) {
          TimeZone.setDefault(TimeZone.getTimeZone(zone));
          assertEquals(Instant.parse("2026-03-29T12:00:00Z"), endFrom("2026-03-28T12:00:00Z", 1));
          assertEquals(Instant.parse("2028-02-29T10:58:00Z"), endFrom("2028-02-28T10:58:00Z", 1));
          assertEquals(Instant.parse("2029-02-28T00:00:00Z"), endFrom("2028-02-29T00:00:00Z", 365));
          assertEquals(Instant.parse("2027-01-20T10:59:00Z"), endFrom("2026-11-21T10:59:00Z", 60));
          assertEquals(Instant.parse("2027-01-01T00:59:59Z"), endFrom("2026-12-31T00:59:59Z", 1));
        }
      } finally {
        TimeZone.setDefault(before);
      }
    }

    private Instant endFrom(String now, int days) {
      return Expiry.of(
              policy(Validity.WithoutEnd.REFUSE),
              login,
              new RequestedExpiry.For(Duration.ofDays(days)),
              Instant.parse(now))
          .at()
          .orElseThrow();
    }
  }

  @Nested
  class WithASamlLogin {

    private final Instant sessionEnd = NOW.plus(Duration.ofHours(8)).plusMillis(1);

    @Test
    void theKeyEndsWithTheSessionToTheMillisecond() {
      assertEquals(
          sessionEnd,
          end(Login.saml(ALICE, Set.of(), sessionEnd), new RequestedExpiry.Unspecified()));
    }

    @Test
    void theMaximumCapsALongSession() {
      Login login = Login.saml(ALICE, Set.of(), NOW.plus(Duration.ofDays(5000)));
      assertEquals(NOW.plus(Duration.ofDays(365)), end(login, new RequestedExpiry.Unspecified()));
    }

    @Test
    @DisplayName("NB-7: a validity that is sent anyway is refused")
    void aValidityIsRefused() {
      Login login = Login.saml(ALICE, Set.of(), sessionEnd);
      assertRefused(
          Refusal.Code.VALIDITY_NOT_YOURS, login, new RequestedExpiry.For(Duration.ofDays(1)));
      assertRefused(Refusal.Code.VALIDITY_NOT_YOURS, login, new RequestedExpiry.Until(sessionEnd));
    }

    @Test
    @DisplayName(
        "NB-8: a session that is over gives no key, at the very instant of its end already")
    void aSessionThatIsOverGivesNoKey() {
      assertRefused(
          Refusal.Code.SESSION_OVER,
          Login.saml(ALICE, Set.of(), NOW),
          new RequestedExpiry.Unspecified());
      assertRefused(
          Refusal.Code.SESSION_OVER,
          Login.saml(ALICE, Set.of(), NOW.minusMillis(1)),
          new RequestedExpiry.Unspecified());
    }

    @Test
    void withoutAStatedEndThePolicyDecides() {
      Login login = Login.saml(ALICE, Set.of(), null);
      assertRefused(Refusal.Code.SESSION_END_UNKNOWN, login, new RequestedExpiry.Unspecified());
      assertEquals(
          Optional.of(NOW.plus(Duration.ofDays(365))),
          Expiry.of(
                  policy(Validity.WithoutEnd.MAXIMUM),
                  login,
                  new RequestedExpiry.Unspecified(),
                  NOW)
              .at());
    }
  }

  @Test
  void anEditCountsTheMaximumFromWhenTheSecretWasMade() {
    Validity validity = policy(Validity.WithoutEnd.REFUSE).local().validity();
    Instant created = NOW.minus(Duration.ofDays(300));
    assertEquals(
        Optional.of(NOW.plus(Duration.ofDays(65))),
        Expiry.edited(
                validity,
                Login.local(ALICE, Set.of()),
                new RequestedExpiry.For(Duration.ofDays(65)),
                created,
                NOW)
            .at());
    assertTrue(Expiry.edited(
            validity,
            Login.local(ALICE, Set.of()),
            new RequestedExpiry.For(Duration.ofDays(66)),
            created,
            NOW)
        .refusal()
        .isPresent());
  }

  private static Instant end(Login login, RequestedExpiry requestedExpiry) {
    Expiry expiry = Expiry.of(policy(Validity.WithoutEnd.REFUSE), login, requestedExpiry, NOW);
    assertEquals(Optional.empty(), expiry.refusal());
    return expiry.at().orElseThrow();
  }

  private static void assertRefused(
      Refusal.Code code, Login login, RequestedExpiry requestedExpiry) {
    Expiry expiry = Expiry.of(policy(Validity.WithoutEnd.REFUSE), login, requestedExpiry, NOW);
    assertEquals(Optional.of(code), expiry.refusal().map(Refusal::code));
  }

  private static Policy policy(Validity.WithoutEnd withoutEnd) {
    return Policies.with(
        25,
        new LoginRules(
            true,
            WhenFull.REFUSE,
            WhenExpired.IGNORE,
            new Validity.Chosen(true, Duration.ofDays(90), Duration.ofDays(365))),
        new LoginRules(
            true,
            WhenFull.REFUSE,
            WhenExpired.REPLACE,
            new Validity.SessionEnd(Duration.ofDays(365), withoutEnd)));
  }
}
