package sample.saml;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The user whom the identity provider signed in.
 *
 * @param user the user name
 * @param fullName what to show; the user name if none was given
 * @param roles the roles
 */
record AssertedUser(String user, String fullName, Set<String> roles) {

  private static final Pattern USER =
      Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M}._+@-]{0,98}[\\p{L}\\p{N}\\p{M}])?");
  private static final Pattern ROLE = Pattern.compile("[\\p{L}\\p{N}._:/@ -]{1,100}");
  private static final int LONGEST_FULL_NAME = 100;

  /** Reads what the settings say where. Called only for what was checked. */
  static AssertedUser of(SignedAssertion said, SamlSettings settings) {
    Map<String, List<String>> attributes = said.attributes();
    String user = settings
        .userAttribute()
        .map(name -> attributes.getOrDefault(name, List.of()))
        .map(values -> values.size() == 1 ? values.get(0) : "")
        .orElseGet(() -> said.nameId(settings.entityId()));
    return new AssertedUser(
        checked(user),
        fullName(attributes.get(settings.fullNameAttribute()), user),
        roles(attributes.getOrDefault(settings.rolesAttribute(), List.of())));
  }

  /** Names that look alike must not be two names: what Unicode calls compatible is refused. */
  private static String checked(String user) {
    if (!USER.matcher(user).matches() || !Normalizer.isNormalized(user, Normalizer.Form.NFKC)) {
      throw new Refusal(
          Reason.USER_NAME,
          "The user name has "
              + user.length()
              + " characters, or one that is no letter, digit or . _ - + @");
    }
    return user;
  }

  private static String fullName(List<String> values, String user) {
    String given = values == null || values.isEmpty() ? "" : values.get(0);
    String shown = given.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "").strip();
    if (shown.isEmpty()) {
      return user;
    }
    return shown.codePointCount(0, shown.length()) <= LONGEST_FULL_NAME
        ? shown
        : shown.substring(0, shown.offsetByCodePoints(0, LONGEST_FULL_NAME));
  }

  private static Set<String> roles(List<String> values) {
    return values.stream()
        .map(String::strip)
        .filter(role -> ROLE.matcher(role).matches())
        .collect(Collectors.toUnmodifiableSet());
  }
}
