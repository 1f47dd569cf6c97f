package io.github.postern.login;

import io.github.postern.key.LoginSource;
import io.github.postern.key.Network;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import io.github.postern.spi.LoginResolver;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes the login resolver from the settings. */
public final class LoginSettings {

  private final LoginResolver resolver;
  private final Optional<SessionAttributes> completion;

  private LoginSettings(LoginResolver resolver, Optional<SessionAttributes> completion) {
    this.resolver = resolver;
    this.completion = completion;
  }

  /**
   * Reads the settings of logins. Needs no Servlet API.
   *
   * @throws InvalidSettingException if a setting breaks its rule, is missing, or contradicts
   *     another
   */
  public static LoginSettings of(Settings settings) {
    return new LoginSettings(
        resolver(settings),
        isProxy(settings) ? Optional.empty() : Optional.of(sessionAttributes(settings)));
  }

  /** Makes the login resolver. */
  public LoginResolver loginResolver() {
    return completion.map(attributes -> attributes.completing(resolver)).orElse(resolver);
  }

  /**
   * Returns a resolver that gives an instant to the logins to which another one gives none: the
   * beginning of the session, where that tells something of the login.
   */
  public static LoginResolver withSessionStart(LoginResolver resolver) {
    return new SessionStartFallback(resolver);
  }

  /** Returns the headers in which a proxy says who is logged in; none unless it is believed. */
  public static List<String> proxyHeaders(Settings settings) {
    return proxyValues(settings)
        .filter(RequestValue::isHeader)
        .map(RequestValue::name)
        .toList();
  }

  /** Returns the request attributes in which one does. */
  public static List<String> proxyAttributes(Settings settings) {
    return proxyValues(settings)
        .filter(value -> !value.isHeader())
        .map(RequestValue::name)
        .toList();
  }

  private static Stream<RequestValue> proxyValues(Settings settings) {
    return !isProxy(settings)
        ? Stream.empty()
        : Stream.of(
                Setting.LOGIN_USER,
                Setting.LOGIN_ROLES,
                Setting.LOGIN_ORGANISATION,
                Setting.LOGIN_SOURCE,
                Setting.LOGIN_AUTHENTICATED_AT,
                Setting.LOGIN_SESSION_END)
            .map(setting -> settings.optional(setting, RequestValue::parse))
            .flatMap(Optional::stream);
  }

  private static boolean isProxy(Settings settings) {
    return settings.required(Setting.LOGIN).equals("proxy");
  }

  private static LoginResolver resolver(Settings settings) {
    boolean proxy = isProxy(settings);
    if (!proxy && settings.has(Setting.LOGIN_PROXIES)) {
      throw settings.malformed(
          Setting.LOGIN_PROXIES,
          "it goes with postern.login=proxy only: nothing else believes a" + " proxy",
          null);
    }
    LoginSource source = source(settings, proxy ? LoginSource.SAML : LoginSource.LOCAL);
    Supplier<LoginResolver> kind = settings.oneOf(
        Setting.LOGIN,
        Map.of(
            "container", () -> new ContainerLogin(roleNames(settings), source),
            "session",
                () -> new SessionLogin(
                    settings.get(Setting.LOGIN_USER, AttributePath::parse), source),
            "proxy", () -> proxyLogin(settings, source),
            "spring", () -> new SpringLogin(settings.required(Setting.LOGIN_ROLE_PREFIX), source),
            "pac4j", () -> new Pac4jLogin(source),
            "jakarta-security", () -> new JakartaSecurityLogin(roleNames(settings), source)));
    return kind.get();
  }

  private static LoginSource source(Settings settings, LoginSource otherwise) {
    return settings.has(Setting.LOGIN_DEFAULT_SOURCE)
        ? settings.oneOf(
            Setting.LOGIN_DEFAULT_SOURCE,
            Map.of("local", LoginSource.LOCAL, "saml", LoginSource.SAML))
        : otherwise;
  }

  /** Returns the roles to ask for where they cannot be listed: those that any setting names. */
  private static Set<String> roleNames(Settings settings) {
    Set<String> roles = new LinkedHashSet<>(settings.list(Setting.LOGIN_ROLE_NAMES));
    roles.addAll(settings.list(Setting.ADMIN_ROLES));
    roles.addAll(settings.list(Setting.ORGANISATION_ADMIN_ROLES));
    roles.addAll(settings.list(Setting.VIEWER_ROLES));
    roles.addAll(settings.list(Setting.MANAGER_ROLES));
    return roles;
  }

  private static SessionAttributes sessionAttributes(Settings settings) {
    return new SessionAttributes(
        settings.optional(Setting.LOGIN_ROLES, AttributePath::parse),
        settings.optional(Setting.LOGIN_ORGANISATION, AttributePath::parse),
        settings.optional(Setting.LOGIN_SOURCE, AttributePath::parse),
        settings.optional(Setting.LOGIN_AUTHENTICATED_AT, AttributePath::parse),
        settings.optional(Setting.LOGIN_SESSION_END, AttributePath::parse),
        settings.optional(Setting.LOGIN_DISPLAY_NAME, AttributePath::parse),
        settings.optional(Setting.LOGIN_MAIL, AttributePath::parse));
  }

  private static LoginResolver proxyLogin(Settings settings, LoginSource source) {
    if (!settings.has(Setting.LOGIN_USER)) {
      throw InvalidSettingException.missing(
          "The setting postern.login is 'proxy', but postern.login.user is missing. Set"
              + " it to the header in which the proxy sends the user's name, such as"
              + " X-Remote-User, or to attribute:REMOTE_USER behind an AJP connector.");
    }
    ProxyLogin.Values values = new ProxyLogin.Values(
        settings.get(Setting.LOGIN_USER, RequestValue::parse),
        settings.optional(Setting.LOGIN_ROLES, RequestValue::parse),
        settings.optional(Setting.LOGIN_ORGANISATION, RequestValue::parse),
        settings.optional(Setting.LOGIN_SOURCE, RequestValue::parse),
        settings.optional(Setting.LOGIN_AUTHENTICATED_AT, RequestValue::parse),
        settings.optional(Setting.LOGIN_SESSION_END, RequestValue::parse),
        settings.optional(Setting.LOGIN_DISPLAY_NAME, RequestValue::parse),
        settings.optional(Setting.LOGIN_MAIL, RequestValue::parse));
    List<Network> proxies =
        settings.has(Setting.LOGIN_PROXIES) ? settings.proxies(Setting.LOGIN_PROXIES) : List.of();
    if (values.haveHeaders() && proxies.isEmpty()) {
      throw InvalidSettingException.missing(
          "The setting postern.login is 'proxy' and reads headers, which anybody can"
              + " send, but postern.login.proxies is missing. Set it to "
              + Setting.LOGIN_PROXIES.rule()
              + ".");
    }
    requireInstant(settings);
    return new ProxyLogin(values, proxies, source);
  }

  /**
   * No session holds a proxy's login, so only the proxy can tell how old one is
   * ({@code SessionStartFallback}).
   */
  private static void requireInstant(Settings settings) {
    if (settings.durationOrOff(Setting.STEP_UP, Duration.ofDays(1)).isPresent()
        && !settings.has(Setting.LOGIN_AUTHENTICATED_AT)) {
      throw InvalidSettingException.missing("The setting postern.step-up is '"
          + settings.required(Setting.STEP_UP)
          + "' and postern.login is 'proxy', but postern.login.authenticated-at"
          + " is missing, so no login would be fresh and no user could create a"
          + " key. Set it to the header in which the proxy sends the instant of"
          + " the login, or set postern.step-up to off.");
    }
  }
}
