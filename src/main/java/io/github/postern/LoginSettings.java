package io.github.postern;

import io.github.postern.key.LoginSource;
import io.github.postern.key.Network;
import io.github.postern.login.AttributePath;
import io.github.postern.login.ContainerLogin;
import io.github.postern.login.JakartaSecurityLogin;
import io.github.postern.login.Pac4jLogin;
import io.github.postern.login.ProxyLogin;
import io.github.postern.login.RequestValue;
import io.github.postern.login.SessionAttributes;
import io.github.postern.login.SessionLogin;
import io.github.postern.login.SpringLogin;
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
final class LoginSettings {

  private LoginSettings() {}

  static LoginResolver loginResolver(Settings settings) {
    LoginResolver resolver = resolver(settings);
    return isProxy(settings) ? resolver : sessionAttributes(settings).completing(resolver);
  }

  /**
   * Looks whether the settings of logins are right.
   *
   * @throws SettingsException if they are not
   */
  static void check(Settings settings) {
    resolver(settings);
    if (!isProxy(settings)) {
      sessionAttributes(settings);
    }
  }

  /** Returns what a proxy says with each request; nothing unless it is believed. */
  static List<RequestValue> proxyValues(Settings settings) {
    return !isProxy(settings)
        ? List.of()
        : Stream.of(
                Setting.LOGIN_USER,
                Setting.LOGIN_ROLES,
                Setting.LOGIN_ORGANISATION,
                Setting.LOGIN_SOURCE,
                Setting.LOGIN_AUTHENTICATED_AT,
                Setting.LOGIN_SESSION_END)
            .map(setting -> settings.optional(setting, RequestValue::parse))
            .flatMap(Optional::stream)
            .toList();
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
      throw SettingsException.missing(
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
    List<Network> proxies = settings.has(Setting.LOGIN_PROXIES)
        ? settings.list(Setting.LOGIN_PROXIES, LoginSettings::proxy)
        : List.of();
    if (values.haveHeaders() && proxies.isEmpty()) {
      throw SettingsException.missing(
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
      throw SettingsException.missing("The setting postern.step-up is '"
          + settings.required(Setting.STEP_UP)
          + "' and postern.login is 'proxy', but postern.login.authenticated-at"
          + " is missing, so no login would be fresh and nobody could create a"
          + " key. Set it to the header in which the proxy sends the instant of"
          + " the login, or set postern.step-up to off.");
    }
  }

  static Network proxy(String text) {
    Network network = Network.parse(text);
    if (network.toString().endsWith("/0")) {
      throw new IllegalArgumentException(
          "'" + text + "' is every address there is, so anybody would be believed");
    }
    return network;
  }
}
