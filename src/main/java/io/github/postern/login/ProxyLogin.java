package io.github.postern.login;

import io.github.postern.key.LoginSource;
import io.github.postern.key.Network;
import io.github.postern.spi.Login;
import io.github.postern.spi.LoginResolver;
import io.github.postern.text.LogText;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The login that a proxy in front of the server tells with each request, as mod_shib,
 * mod_auth_mellon, mod_auth_openidc and oauth2-proxy do. Headers count only from the addresses of
 * that proxy; request attributes, which no client can set, count always.
 */
final class ProxyLogin implements LoginResolver {

  private static final System.Logger LOG = System.getLogger("io.github.postern.login");

  /** More than these would be somebody who tries things. */
  private static final int WARNINGS = 10;

  private final Values values;
  private final List<Network> proxies;
  private final LoginSource source;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /**
   * Where things are. All but the user may be empty.
   *
   * @param user the user's name; nobody is logged in where there is none
   * @param roles with semicolons or commas between them
   * @param organisation which organisation the user belongs to
   * @param source {@code local} or {@code saml}
   * @param authenticatedAt when the user logged in: ISO-8601 with a zone, or seconds or
   *     milliseconds since 1970
   * @param sessionEnd when the session of the identity provider ends, in the same forms
   * @param displayName the user's name for people to read
   * @param mail the user's mail address
   */
  record Values(
      RequestValue user,
      Optional<RequestValue> roles,
      Optional<RequestValue> organisation,
      Optional<RequestValue> source,
      Optional<RequestValue> authenticatedAt,
      Optional<RequestValue> sessionEnd,
      Optional<RequestValue> displayName,
      Optional<RequestValue> mail) {

    /** Returns whether one of them is something that any client could send. */
    public boolean haveHeaders() {
      return all().anyMatch(RequestValue::isHeader);
    }

    private Stream<RequestValue> all() {
      return Stream.concat(
          Stream.of(user),
          Stream.of(roles, organisation, source, authenticatedAt, sessionEnd, displayName, mail)
              .flatMap(Optional::stream));
    }
  }

  /**
   * Creates the resolver.
   *
   * @param values where things are
   * @param proxies the addresses whose headers are believed
   * @param source how people log in, where the proxy does not say
   */
  ProxyLogin(Values values, Collection<Network> proxies, LoginSource source) {
    this.values = Objects.requireNonNull(values, "values");
    this.proxies = List.copyOf(proxies);
    this.source = Objects.requireNonNull(source, "source");
  }

  @Override
  public Optional<Login> resolve(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    if (values.haveHeaders() && proxies.stream().noneMatch(proxy -> proxy.contains(address))) {
      warn(request, address);
      return Optional.empty();
    }
    return values.user().read(request).map(name -> login(name, request));
  }

  private Login login(String name, HttpServletRequest request) {
    return new Login(
            LoginTexts.owner(values.user().toString(), name),
            values
                .source()
                .flatMap(value -> value.read(request))
                .map(text -> LoginTexts.source("postern.login.source", text))
                .orElse(source),
            instant(values.authenticatedAt(), request),
            instant(values.sessionEnd(), request),
            values
                .roles()
                .flatMap(value -> value.read(request))
                .map(ProxyLogin::separated)
                .map(roles -> LoginTexts.roles(values.roles().orElseThrow().toString(), roles))
                .orElse(Set.of()),
            values.organisation().flatMap(value -> value.read(request)))
        .withContact(
            values
                .displayName()
                .flatMap(value -> value
                    .read(request)
                    .flatMap(text -> LoginTexts.displayName(value.toString(), "", text))),
            values
                .mail()
                .flatMap(value -> value
                    .read(request)
                    .flatMap(text -> LoginTexts.mail(value.toString(), "", text))));
  }

  private static Optional<Instant> instant(
      Optional<RequestValue> value, HttpServletRequest request) {
    return value.flatMap(
        from -> from.read(request).map(text -> InstantParser.ofText(from.toString(), text)));
  }

  /** A semicolon within a value is written as {@code \;} by the Shibboleth SP. */
  private static List<String> separated(String text) {
    return Arrays.stream(text.split("(?<!\\\\)[;,]"))
        .map(item -> item.replace("\\;", ";").strip())
        .toList();
  }

  private void warn(HttpServletRequest request, String address) {
    if (values.all().filter(RequestValue::isHeader).anyMatch(value -> value.isPresent(request))
        && warned.size() < WARNINGS
        && warned.add(address)) {
      LOG.log(
          Level.WARNING,
          "A request from {0} names a logged-in user, but that address is not in"
              + " postern.login.proxies ({1}), so it is ignored. If it is your proxy, add"
              + " it there. If it is somebody''s browser, the proxy lets such headers"
              + " pass, or the server takes the address from X-Forwarded-For: see"
              + " docs/logins.md.",
          LogText.field(address),
          proxies);
    }
  }
}
