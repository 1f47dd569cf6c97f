package io.github.postern.manage;

import io.github.postern.http.Problem;
import io.github.postern.issue.Login;
import io.github.postern.key.LoginSource;
import io.github.postern.manage.Administrators.Reach;
import io.github.postern.policy.Rights;
import io.github.postern.policy.Rights.Operation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a login may do something: the rights of the policy, and who administers whom. */
final class Permissions {

    private final Rights rights;
    private final Administrators administrators;

    Permissions(Rights rights, Administrators administrators) {
        this.rights = rights;
        this.administrators = administrators;
    }

    /** Returns why somebody may not manage keys at all, if they may not. */
    Optional<Problem> refusesManaging(Login login) {
        boolean may = rights.managers().isEmpty() || !Collections.disjoint(rights.managers(), login.roles())
                || administrators.reach(login) != Reach.NOBODY;
        return may ? Optional.empty() : Optional.of(Problems.forbidden(
                "You may not manage API keys. Ask your administrator for the permission."));
    }

    /** Returns why somebody may not do this with a key of their own, if they may not. */
    Optional<Problem> refusesSelf(Operation operation, LoginSource source) {
        return rights.allowsSelf(operation, source) ? Optional.empty() : Optional.of(Problems.forbidden(
                "You may not " + word(operation) + " your own keys. Ask your administrator to do it."));
    }

    /** Returns why an administrator may not do this with keys of others, if they may not. */
    Optional<Problem> refusesAdministrator(Login login, Operation operation, LoginSource source) {
        if (operation == Operation.LIST && administrators.seesEverybody(login)) {
            return Optional.empty();
        }
        if (administrators.reach(login) == Reach.NOBODY) {
            return Optional.of(Problems.forbidden("Only administrators manage the keys of others."));
        }
        return rights.allowsAdministrators(operation, source) ? Optional.empty() : Optional.of(Problems.forbidden(
                "Administrators may not " + word(operation) + " keys of people who sign in "
                        + (source == LoginSource.SAML ? "by SSO." : "with a password.")));
    }

    boolean showsSecretToAdministrators() {
        return rights.showsSecretToAdministrators();
    }

    /** Returns what somebody may do with their own keys, for the page. */
    List<String> ofSelf(LoginSource source) {
        return Arrays.stream(Operation.values()).filter(operation -> rights.allowsSelf(operation, source))
                .map(Permissions::word).toList();
    }

    /** Returns what somebody of this reach may do with keys of people who sign in like this, for the page. */
    List<String> ofAdministrator(Reach reach, LoginSource source) {
        return reach == Reach.NOBODY ? List.of() : Arrays.stream(Operation.values())
                .filter(operation -> rights.allowsAdministrators(operation, source)).map(Permissions::word).toList();
    }

    private static String word(Operation operation) {
        return operation.name().toLowerCase(Locale.ROOT);
    }
}
