package io.github.postern.bridge;

import io.github.postern.auth.FrameworkBridge;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import io.github.postern.spi.SessionBridge;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;

/** Makes what tells the application, beside the request, who that is made as. */
public final class BridgeSettings {

  private static final System.Logger LOG = System.getLogger("io.github.postern");

  /**
   * The two places.
   *
   * @param session fills the throw-away session; null if nothing has to be in it
   * @param framework tells a framework that does not ask the request
   */
  public record Bridges(Optional<SessionBridge> session, FrameworkBridge framework) {}

  private final Settings settings;

  private BridgeSettings(Settings settings) {
    this.settings = settings;
  }

  /**
   * Reads the settings of bridges. Looks for no framework.
   *
   * @throws InvalidSettingException if a setting breaks its rule, is missing, or contradicts
   *     another
   */
  public static BridgeSettings of(Settings settings) {
    BridgeSettings bridge = new BridgeSettings(settings);
    if (!bridge.isSpring() && settings.has(Setting.BRIDGE_AUTHORITIES)) {
      throw settings.malformed(
          Setting.BRIDGE_AUTHORITIES, "it goes with postern.bridge=spring only", null);
    }
    return bridge;
  }

  /**
   * Makes the bridges.
   *
   * @param session what the application or its settings put into the throw-away session; empty for
   *     nothing
   * @param application its class loader
   * @throws InvalidSettingException if the framework that is named is not in the application
   */
  public Bridges bridges(Optional<SessionBridge> session, ClassLoader application) {
    if (session.isEmpty() || settings.has(Setting.BRIDGE_ROLES)) {
      hint().ifPresent(text -> LOG.log(Level.INFO, text));
    }
    if (!isSpring()) {
      return new Bridges(session, FrameworkBridge.NONE);
    }
    SpringBridge spring = new SpringBridge(contexts(application));
    SessionBridge both = (principal, attributes) -> {
      spring.fill(principal, attributes);
      session.ifPresent(given -> given.fill(principal, attributes));
    };
    return new Bridges(Optional.of(both), spring);
  }

  /** Returns what the settings put into the throw-away session; empty if that is nothing. */
  public Optional<SessionBridge> session() {
    Optional<String> user = settings.text(Setting.BRIDGE_USER);
    Optional<String> roles = settings.text(Setting.BRIDGE_ROLES);
    if (user.isEmpty() && roles.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of((principal, session) -> {
      user.ifPresent(name -> session.accept(name, principal.getName()));
      roles.ifPresent(name -> session.accept(name, principal.roles()));
    });
  }

  /**
   * Returns what somebody should know whose application reads its user from the session; nothing if
   * that is provided for.
   */
  public Optional<String> hint() {
    if (!settings.required(Setting.LOGIN).equals("session")
        || settings.has(Setting.BRIDGE_USER)
        || isSpring()) {
      return Optional.empty();
    }
    String user = settings.required(Setting.LOGIN_USER);
    return Optional.of(
        "postern.login=session is set without postern.bridge.user: code that reads its user"
            + " from the session will not find the owner of a key. Set postern.bridge.user"
            + " to the session attribute where that code finds the user's name"
            + (user.contains(".")
                ? "; if it wants an object there, as postern.login.user ("
                    + user
                    + ") says,"
                    + " implement SessionBridge"
                : ", such as '" + user + "'")
            + ". Code that asks the request, by getRemoteUser() or getUserPrincipal(),"
            + " needs neither.");
  }

  private boolean isSpring() {
    return settings.has(Setting.BRIDGE)
        ? settings.oneOf(Setting.BRIDGE, Map.of("none", false, "spring", true))
        : settings.required(Setting.LOGIN).equals("spring");
  }

  private SpringContexts contexts(ClassLoader application) {
    ClassLoader loader = application == null ? BridgeSettings.class.getClassLoader() : application;
    try {
      return SpringContexts.in(
          loader,
          new Authorities(
              settings.required(Setting.LOGIN_ROLE_PREFIX),
              settings.list(Setting.BRIDGE_AUTHORITIES)));
    } catch (IllegalStateException e) {
      throw new InvalidSettingException(
          "Spring Security must be given the owner of a key, because of "
              + (settings.has(Setting.BRIDGE) ? "postern.bridge" : "postern.login")
              + " is 'spring', but "
              + e.getMessage()
              + ". Put spring-security-web"
              + " into WEB-INF/lib, or set postern.bridge to none.");
    }
  }
}
