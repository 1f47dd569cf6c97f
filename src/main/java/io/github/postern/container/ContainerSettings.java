package io.github.postern.container;

import io.github.postern.auth.KeyAuthenticator;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import jakarta.servlet.ServletContextListener;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the container is told of keys too, and not only the application. May be loaded where
 * there are no such specifications, and no Servlet API either.
 */
public final class ContainerSettings {

  /** Where the form of a login is sent to (Servlet 6.0 section 13.6.3). */
  private static final String FORM_CHECK = "/j_security_check";

  private final boolean enabled;

  private ContainerSettings(boolean enabled) {
    this.enabled = enabled;
  }

  /**
   * Reads the settings. Does not look at the server.
   *
   * @throws InvalidSettingException if a setting breaks its rule
   */
  public static ContainerSettings of(Settings settings) {
    return new ContainerSettings(
        settings.oneOf(Setting.AUTHENTICATION, Map.of("filter", false, "container", true)));
  }

  /**
   * Refuses what this server cannot do.
   *
   * @throws InvalidSettingException if it lacks what the settings ask for
   */
  public void requirePossible() {
    if (enabled && !Specifications.authentication()) {
      throw new InvalidSettingException(
          "The setting postern.authentication is container, but this server has no"
              + " Jakarta Authentication. Set it to filter; if constraints in web.xml"
              + " reject scripts, let the filter enforce them: postern-cli graft"
              + " --move-constraints.");
    }
  }

  /** Returns the paths where people are once the container has logged them in. */
  public List<String> loginPaths() {
    return enabled ? List.of(FORM_CHECK) : List.of();
  }

  /** Returns what tells the container of keys while the application runs; null if nothing does. */
  public @Nullable ServletContextListener listener(KeyAuthenticator authenticator) {
    return enabled ? AuthModuleRegistrar.listener(authenticator) : null;
  }
}
