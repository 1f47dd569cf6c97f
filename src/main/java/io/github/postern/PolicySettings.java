package io.github.postern;

import io.github.postern.policy.Carrier;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Policy.LoginRules;
import io.github.postern.policy.Policy.Unit;
import io.github.postern.policy.Policy.WhenExpired;
import io.github.postern.policy.Policy.WhenFull;
import io.github.postern.policy.Scopes;
import io.github.postern.policy.Validity;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes the policy out of the settings. */
final class PolicySettings {

    private static final Duration LONGEST = Duration.ofDays(36_525);
    private static final int MOST_KEYS = 1000;
    private static final Map<String, WhenExpired> WHEN_EXPIRED = Map.of("delete-first", WhenExpired.DELETE_FIRST,
            "replace", WhenExpired.REPLACE, "ignore", WhenExpired.IGNORE);

    private PolicySettings() {
    }

    static Policy policy(Settings settings) {
        return new Policy(
                carriers(settings),
                settings.get(Setting.SCOPES, Scopes::parse),
                settings.number(Setting.KEYS_PER_OWNER, 1, MOST_KEYS),
                settings.oneOf(Setting.WHEN_FULL, Map.of("refuse", WhenFull.REFUSE, "replace", WhenFull.REPLACE)),
                local(settings),
                saml(settings),
                settings.oneOf(Setting.VALIDITY_UNIT, Map.of("days", Unit.DAYS, "hours", Unit.HOURS)),
                settings.duration(Setting.MAXIMUM_OVERLAP, Duration.ofDays(90)));
    }

    private static List<Carrier> carriers(Settings settings) {
        List<Carrier> carriers = settings.list(Setting.CARRIERS, Carrier::parse);
        if (carriers.isEmpty()) {
            throw settings.malformed(Setting.CARRIERS, "without a carrier no key could be sent", null);
        }
        return carriers;
    }

    private static LoginRules local(Settings settings) {
        boolean required = settings.oneOf(Setting.LOCAL_VALIDITY, Map.of("required", true, "optional", false));
        Duration maximum = settings.duration(Setting.LOCAL_MAXIMUM, LONGEST);
        Duration byDefault = settings.duration(Setting.LOCAL_DEFAULT, LONGEST);
        if (byDefault.compareTo(maximum) > 0) {
            throw settings.malformed(Setting.LOCAL_DEFAULT, "must not be longer than " + Setting.LOCAL_MAXIMUM.key()
                    + ", which is " + settings.required(Setting.LOCAL_MAXIMUM), null);
        }
        return new LoginRules(settings.flag(Setting.LOCAL_ALLOWED),
                settings.oneOf(Setting.LOCAL_WHEN_EXPIRED, WHEN_EXPIRED),
                new Validity.Chosen(required, byDefault, maximum));
    }

    private static LoginRules saml(Settings settings) {
        return new LoginRules(settings.flag(Setting.SAML_ALLOWED),
                settings.oneOf(Setting.SAML_WHEN_EXPIRED, WHEN_EXPIRED),
                new Validity.SessionEnd(settings.duration(Setting.SAML_MAXIMUM, LONGEST),
                        settings.oneOf(Setting.SAML_WITHOUT_END, Map.of("refuse", Validity.WithoutEnd.REFUSE,
                                "maximum", Validity.WithoutEnd.MAXIMUM))));
    }
}
