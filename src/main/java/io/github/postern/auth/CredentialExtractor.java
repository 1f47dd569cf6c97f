package io.github.postern.auth;

import io.github.postern.key.Secret;
import io.github.postern.keyring.KeyFinder;
import io.github.postern.keyring.KeyFormat;
import io.github.postern.policy.Carrier;
import io.github.postern.policy.CredentialRules;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Optional;

/**
 * Finds the one credential in a request. Headers only: never a query parameter, never a body, which
 * stays unread for the application. A whole key that is written in any other way than an accepted
 * one is unreadable, never nothing.
 */
final class CredentialExtractor {

  private static final String BEARER = "Bearer";
  private static final String BASIC = "Basic";

  /** The characters of keys: a table, for each request with a key asks for each of them. */
  private static final boolean[] WORD = new boolean['z' + 1];

  static {
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
        .chars()
        .forEach(c -> WORD[c] = true);
  }

  /** Browsers send it by themselves; it tells of another request. */
  private static final String REFERER = "Referer";

  private final KeyFormat format;
  private final KeyFinder finder;
  private final CredentialRules credentialRules;
  private final boolean chosenKeys;
  private final CredentialHint rightForm;

  /**
   * Creates an extractor.
   *
   * @param chosenKeys whether there are keys that do not look like ours
   */
  CredentialExtractor(KeyFormat format, CredentialRules credentialRules, boolean chosenKeys) {
    this.format = format;
    this.finder = new KeyFinder(format);
    this.credentialRules = credentialRules;
    this.chosenKeys = chosenKeys;
    this.rightForm = new CredentialHint(credentialRules.carriers());
  }

  /**
   * Returns what the request carries; more than one credential is unreadable (RFC 6750 section 2).
   */
  Credential extract(HttpServletRequest request) {
    Optional<Secret> inUrl = findInUrl(request);
    if (inUrl.isPresent()) {
      return new Credential.InUrl(inUrl.get());
    }
    Credential found = Credential.Absent.INSTANCE;
    for (Carrier carrier : credentialRules.carriers()) {
      Credential here = read(request, carrier);
      if (!mayBeForeign(here) && !mayBeForeign(found)) {
        return two(found);
      }
      found = mayBeForeign(found) && here != Credential.Absent.INSTANCE ? here : found;
    }
    return mayBeForeign(found) ? misplaced(request).orElse(found) : found;
  }

  /**
   * Returns what the request carries where no key counts: a key in the URL, a key of ours in any
   * header, which is then unreadable, or nothing.
   */
  Credential extractUncounted(HttpServletRequest request) {
    Optional<Secret> inUrl = findInUrl(request);
    return inUrl.isPresent()
        ? new Credential.InUrl(inUrl.get())
        : misplaced(request).orElse(Credential.Absent.INSTANCE);
  }

  /** A value that may be the application's own does not count as a second credential. */
  private static boolean mayBeForeign(Credential credential) {
    return credential == Credential.Absent.INSTANCE
        || credential instanceof Credential.Presented presented && presented.foreign();
  }

  private Credential read(HttpServletRequest request, Carrier carrier) {
    Enumeration<String> values = request.getHeaders(carrier.header());
    Credential found = Credential.Absent.INSTANCE;
    int filled = 0;
    while (values != null && values.hasMoreElements()) {
      String value = values.nextElement();
      if (!isEmpty(value)) {
        Credential here = read(value, carrier);
        found = found == Credential.Absent.INSTANCE ? here : found;
        filled++;
      }
    }
    return filled > 1 && found != Credential.Absent.INSTANCE ? two(found) : found;
  }

  /**
   * An unset variable of a script leaves a header empty, or a scheme alone: that is no credential.
   */
  private static boolean isEmpty(String value) {
    return value.length() <= BEARER.length() + 2
        && (value.isBlank()
            || value.strip().equalsIgnoreCase(BEARER)
            || value.strip().equalsIgnoreCase(BASIC));
  }

  private Credential read(String value, Carrier carrier) {
    return switch (carrier.kind()) {
      case BEARER -> readBearer(value, carrier);
      case RAW -> readRaw(value, carrier);
      case BASIC -> readBasic(value, carrier);
      case HEADER -> token(value, Optional.empty(), carrier);
    };
  }

  /**
   * Schemes have no case (RFC 9110 section 11.1). A token that does not claim to be ours is
   * somebody else's.
   */
  private Credential readBearer(String value, Carrier carrier) {
    if (!hasScheme(value, BEARER)) {
      return Credential.Absent.INSTANCE;
    }
    int start = BEARER.length();
    while (start < value.length() && value.charAt(start) == ' ') {
      start++;
    }
    String token = value.substring(start);
    if (token.isBlank()) {
      return Credential.Absent.INSTANCE;
    }
    if (start > BEARER.length() && format.claims(token)) {
      return token(token, Optional.empty(), carrier);
    }
    return token.stripLeading().startsWith(format.start())
        ? inWrongForm(token, carrier)
        : unclaimed(token, carrier);
  }

  /** Without a scheme. A value with one is for another carrier, or for the application. */
  private Credential readRaw(String value, Carrier carrier) {
    String token = value.strip();
    if (format.claims(token)) {
      return token(token, Optional.empty(), carrier);
    }
    return token.isEmpty() || hasSeparator(token)
        ? Credential.Absent.INSTANCE
        : unclaimed(token, carrier);
  }

  private Credential readBasic(String value, Carrier carrier) {
    Optional<BasicCredentials> pair = hasScheme(value, BASIC + ' ')
        ? BasicCredentials.decode(value.substring(BASIC.length()))
        : Optional.empty();
    if (pair.isEmpty() || !format.claims(pair.get().password())) {
      return Credential.Absent.INSTANCE;
    }
    Optional<Secret> swapped = finder.findIn(pair.get().user());
    return swapped.isPresent()
        ? new Credential.Unreadable(rightForm.of(carrier), swapped)
        : token(pair.get().password(), Optional.of(pair.get().user()), carrier);
  }

  /**
   * One word that begins as a key is a key, right or wrong. A whole key with something around it is
   * not, nor are two words.
   */
  private Credential token(String text, Optional<String> user, Carrier carrier) {
    boolean one = format.claims(text) && isWord(text)
        || !hasSeparator(text) && finder.findIn(text).isEmpty();
    return one ? ours(text, user) : inWrongForm(text, carrier);
  }

  private static Credential ours(String token, Optional<String> user) {
    return new Credential.Presented(new Secret(token), user, false);
  }

  /**
   * A value in a shared header that does not look like a key: a chosen key, or somebody else's
   * token.
   */
  private Credential unclaimed(String token, Carrier carrier) {
    boolean foreign = !credentialRules.refusesForeign();
    if (foreign && !chosenKeys) {
      return Credential.Absent.INSTANCE;
    }
    return finder.findIn(token).isPresent()
        ? inWrongForm(token, carrier)
        : new Credential.Presented(new Secret(token), Optional.empty(), foreign);
  }

  private Credential inWrongForm(String text, Carrier carrier) {
    return new Credential.Unreadable(
        finder.hasTwo(text) ? CredentialHint.ONE : rightForm.of(carrier), finder.findIn(text));
  }

  private static Credential two(Credential first) {
    return new Credential.Unreadable(
        CredentialHint.ONE,
        first instanceof Credential.Presented presented
            ? Optional.of(presented.secret())
            : Optional.empty());
  }

  /** Looks for a whole key where none is expected. Most headers are shorter than a key. */
  private Optional<Credential> misplaced(HttpServletRequest request) {
    Enumeration<String> names = request.getHeaderNames();
    while (names != null && names.hasMoreElements()) {
      String name = names.nextElement();
      if (finder.isInName(name)) {
        return Optional.of(
            new Credential.Unreadable(rightForm.insteadOfName(), finder.findIn(name)));
      }
      Enumeration<String> values = REFERER.equalsIgnoreCase(name) ? null : request.getHeaders(name);
      while (values != null && values.hasMoreElements()) {
        Optional<Secret> found = finder.findIn(values.nextElement());
        if (found.isPresent()) {
          return Optional.of(new Credential.Unreadable(rightForm.insteadOf(name), found));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean hasScheme(String value, String scheme) {
    return value.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private static boolean hasSeparator(String token) {
    return token.indexOf(',') >= 0 || token.indexOf(' ') >= 0 || token.indexOf('\t') >= 0;
  }

  /** Letters, digits and underscores: what keys are made of. */
  private static boolean isWord(String token) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c >= WORD.length || !WORD[c]) {
        return false;
      }
    }
    return true;
  }

  /** Searches the whole request line: logs keep the method as well. */
  private Optional<Secret> findInUrl(HttpServletRequest request) {
    String query = request.getQueryString();
    Optional<Secret> found = query == null ? Optional.empty() : finder.findIn(query);
    if (found.isEmpty()) {
      found = finder.findIn(request.getRequestURI());
    }
    return found.isPresent() ? found : finder.findIn(request.getMethod());
  }
}
