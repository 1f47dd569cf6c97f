package io.github.postern;

import io.github.postern.login.AttributePath;
import io.github.postern.login.ContainerLogin;
import io.github.postern.login.LoginResolver;
import io.github.postern.login.SessionLogin;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Makes what finds out who is logged in out of the settings. */
final class LoginSettings {

    private LoginSettings() {
    }

    static LoginResolver loginResolver(Settings settings) {
        Supplier<LoginResolver> resolver = settings.oneOf(Setting.LOGIN, Map.of(
                "container", () -> containerLogin(settings),
                "session", () -> sessionLogin(settings)));
        return resolver.get();
    }

    private static LoginResolver containerLogin(Settings settings) {
        return new ContainerLogin(roleNames(settings));
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

    private static LoginResolver sessionLogin(Settings settings) {
        return new SessionLogin(new SessionLogin.Attributes(
                settings.get(Setting.LOGIN_USER, AttributePath::parse),
                settings.optional(Setting.LOGIN_ROLES, AttributePath::parse),
                settings.optional(Setting.LOGIN_ORGANISATION, AttributePath::parse),
                settings.optional(Setting.LOGIN_SOURCE, AttributePath::parse),
                settings.optional(Setting.LOGIN_AUTHENTICATED_AT, AttributePath::parse),
                settings.optional(Setting.LOGIN_SESSION_END, AttributePath::parse)));
    }
}
