package io.github.postern.policy;

import io.github.postern.key.Suspension;
import io.github.postern.policy.Lifecycle.ExpiryEdits;
import io.github.postern.policy.Lifecycle.Rotation;
import io.github.postern.policy.Lifecycle.ValidityUnit;
import io.github.postern.policy.Policy.LoginRules;
import io.github.postern.policy.Policy.WhenExpired;
import io.github.postern.policy.Policy.WhenFull;
import io.github.postern.policy.Rights.Operation;
import io.github.postern.policy.Validity.WithoutEnd;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes the policy out of the settings. */
public final class PolicySettings {

  private static final Duration LONGEST = Duration.ofDays(36_525);
  private static final int MOST_KEYS = 1000;
  private static final Map<String, WhenExpired> WHEN_EXPIRED = Map.of(
      "delete-first",
      WhenExpired.DELETE_FIRST,
      "replace",
      WhenExpired.REPLACE,
      "ignore",
      WhenExpired.IGNORE);
  private static final Map<String, WhenFull> WHEN_FULL =
      Map.of("refuse", WhenFull.REFUSE, "replace", WhenFull.REPLACE);

  private final Settings settings;

  private PolicySettings(Settings settings) {
    this.settings = settings;
  }

  /**
   * Makes the policy.
   *
   * @throws InvalidSettingException if a setting breaks its rule, or contradicts another one
   */
  public static Policy policy(Settings settings) {
    return new PolicySettings(settings).policy();
  }

  private Policy policy() {
    return new Policy(
        new CredentialRules(
            carriers(settings),
            settings.oneOf(Setting.FOREIGN_VALUES, Map.of("pass", false, "refuse", true)),
            settings.oneOf(Setting.LOGIN_AND_KEY, Map.of("key", false, "login", true))),
        settings.get(Setting.SCOPES, Scopes::parse),
        settings.number(Setting.KEYS_PER_OWNER, 1, MOST_KEYS),
        new LoginRules(
            settings.flag(Setting.LOCAL_ALLOWED),
            settings.oneOf(Setting.LOCAL_WHEN_FULL, WHEN_FULL),
            settings.oneOf(Setting.LOCAL_WHEN_EXPIRED, WHEN_EXPIRED),
            chosen(Setting.LOCAL_VALIDITY, Setting.LOCAL_DEFAULT, Setting.LOCAL_MAXIMUM)),
        new LoginRules(
            settings.flag(Setting.SAML_ALLOWED),
            settings.oneOf(Setting.SAML_WHEN_FULL, WHEN_FULL),
            settings.oneOf(Setting.SAML_WHEN_EXPIRED, WHEN_EXPIRED),
            saml()),
        naming(),
        lifecycle(),
        rights(),
        preconditions());
  }

  /**
   * Makes the carriers of keys; there is at least one.
   *
   * @throws InvalidSettingException if a setting breaks its rule
   */
  public static List<Carrier> carriers(Settings settings) {
    List<Carrier> carriers = settings.list(Setting.CARRIERS, Carrier::parse);
    if (carriers.isEmpty()) {
      throw settings.malformed(Setting.CARRIERS, "without a carrier no key could be sent", null);
    }
    return carriers;
  }

  private Validity saml() {
    if (!settings.required(Setting.SAML_VALIDITY).equals("session")) {
      return chosen(Setting.SAML_VALIDITY, Setting.SAML_DEFAULT, Setting.SAML_MAXIMUM);
    }
    return new Validity.SessionEnd(
        settings.duration(Setting.SAML_MAXIMUM, LONGEST),
        settings.oneOf(
            Setting.SAML_WITHOUT_END,
            Map.of("refuse", WithoutEnd.REFUSE, "maximum", WithoutEnd.MAXIMUM)),
        settings.oneOf(Setting.SAML_EXPIRY_EDITS, Map.of("never", false, "administrators", true)),
        settings.oneOf(Setting.SAML_ADDED_KEYS, Map.of("at-once", false, "next-sign-in", true)));
  }

  private Preconditions preconditions() {
    boolean approval = settings.oneOf(Setting.APPROVAL, Map.of("none", false, "required", true));
    for (Setting whenFull : List.of(Setting.LOCAL_WHEN_FULL, Setting.SAML_WHEN_FULL)) {
      if (approval && settings.required(whenFull).equals("replace")) {
        throw settings.malformed(
            whenFull,
            "with postern.approval=required it is refuse: a key that waits for its"
                + " approval must not end one that works",
            null);
      }
    }
    return new Preconditions(
        new Suspension(
            settings.durationOrOff(Setting.SAML_FRESHNESS, LONGEST),
            settings.oneOf(Setting.MOVED_ACCOUNTS, Map.of("keep", false, "suspend", true))),
        settings.duration(Setting.SAML_FRESHNESS_WARNING, LONGEST),
        approval,
        new OwnerRules(
            settings.oneOf(Setting.ROLES, Map.of("latest-login", true, "creation", false)),
            settings.oneOf(Setting.UNKNOWN_OWNERS, Map.of("refuse", false, "allow", true))),
        settings.durationOrOff(Setting.STEP_UP, Duration.ofDays(1)));
  }

  private Validity chosen(Setting validity, Setting byDefault, Setting maximum) {
    if (settings.required(validity).equals("never")) {
      return new Validity.Endless();
    }
    boolean required = settings.oneOf(validity, Map.of("required", true, "optional", false));
    Duration longest = settings.duration(maximum, LONGEST);
    Duration usual = settings.duration(byDefault, LONGEST);
    if (usual.compareTo(longest) > 0) {
      throw settings.malformed(
          byDefault,
          "must not be longer than " + maximum.key() + ", which is " + settings.required(maximum),
          null);
    }
    return new Validity.Chosen(required, usual, longest);
  }

  private Naming naming() {
    return new Naming(
        settings.oneOf(Setting.NAME, Map.of("required", true, "optional", false)),
        settings.optional(Setting.NAME_PATTERN, Pattern::compile),
        settings.flag(Setting.UNIQUE_NAMES),
        settings.required(Setting.GENERATED_NAME));
  }

  private Lifecycle lifecycle() {
    boolean reveal = settings.flag(Setting.REVEAL);
    if (reveal && !settings.has(Setting.REVEAL_KEY)) {
      throw InvalidSettingException.missing("The setting postern.reveal is 'true' ("
          + settings.source(Setting.REVEAL)
          + "), but postern.reveal-key is missing. Secrets that can be revealed"
          + " are stored encrypted: set it to "
          + Setting.REVEAL_KEY.rule()
          + ", for example r1: and the output of: openssl rand -base64 32.");
    }
    Rotation rotation = settings.oneOf(
        Setting.ROTATION, Map.of("successor", Rotation.SUCCESSOR, "same-id", Rotation.SAME_ID));
    return new Lifecycle(
        settings.oneOf(
            Setting.VALIDITY_UNIT, Map.of("days", ValidityUnit.DAYS, "hours", ValidityUnit.HOURS)),
        settings.oneOf(
            Setting.EXPIRY_EDITS,
            Map.of(
                "always",
                ExpiryEdits.ALWAYS,
                "before-expiry",
                ExpiryEdits.BEFORE_EXPIRY,
                "never",
                ExpiryEdits.NEVER)),
        rotation,
        overlap(rotation),
        settings.flag(Setting.CHOSEN_KEYS),
        reveal,
        settings.flag(Setting.KEYS_MANAGE_KEYS));
  }

  /**
   * An overlap is two keys at a time, so it contradicts one key per owner, and a rotation that
   * keeps the id.
   */
  private Duration overlap(Rotation rotation) {
    boolean single =
        settings.number(Setting.KEYS_PER_OWNER, 1, MOST_KEYS) == 1 || rotation == Rotation.SAME_ID;
    if (single && settings.has(Setting.MAXIMUM_OVERLAP)) {
      throw settings.malformed(
          Setting.MAXIMUM_OVERLAP,
          "leave it out with postern.keys-per-owner=1 or"
              + " postern.rotation=same-id: an overlap would be two keys at a time",
          null);
    }
    return single ? Duration.ZERO : settings.duration(Setting.MAXIMUM_OVERLAP, Duration.ofDays(90));
  }

  private Rights rights() {
    return new Rights(
        operations(Setting.RIGHTS_SELF),
        operations(Setting.RIGHTS_SELF_SAML),
        operations(Setting.RIGHTS_ADMINISTRATORS),
        operations(Setting.RIGHTS_ADMINISTRATORS_SAML),
        Set.copyOf(settings.list(Setting.MANAGER_ROLES)),
        settings.flag(Setting.ADMINISTRATORS_SEE_SECRETS));
  }

  private Set<Operation> operations(Setting setting) {
    return Set.copyOf(settings.list(setting, text -> {
      if (!text.equals(text.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("'" + text + "' is written in small letters");
      }
      return Operation.valueOf(text.toUpperCase(Locale.ROOT));
    }));
  }
}
