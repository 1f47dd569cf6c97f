package io.github.postern.manage;

import io.github.postern.issue.AdminReach;
import io.github.postern.issue.UserIdentity;
import io.github.postern.key.LoginSource;
import io.github.postern.policy.Rights;
import io.github.postern.policy.Rights.Operation;
import io.github.postern.spi.Login;
import io.github.postern.store.StoredKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may do what with which key; no other class does. {@link #may(Caller, Action,
 * AccessTarget)} puts together the rights of the policy, how far the caller sees, how far the
 * caller reaches, and what the caller would get by it. Seeing and reaching are two questions: sight
 * is for looking only. Safe for use by many threads.
 */
final class Permissions {

  private static final String NO_ADMINISTRATOR = "Only administrators manage the keys of others.";

  private final Rights rights;
  private final Administrators administrators;
  private final CurrentOwnerAttributes owners;

  Permissions(Rights rights, Administrators administrators, CurrentOwnerAttributes owners) {
    this.rights = rights;
    this.administrators = administrators;
    this.owners = owners;
  }

  /** Returns whether somebody may do this with a key. */
  AuthorizationDecision may(Caller caller, Action action, StoredKey key) {
    return may(caller, action, AccessTarget.of(key));
  }

  /** Returns whether somebody may do all of this with a key. */
  AuthorizationDecision may(Caller caller, Set<Action> actions, StoredKey key) {
    return actions.stream()
        .map(action -> may(caller, action, key))
        .filter(decision -> !decision.allowed())
        .findFirst()
        .orElse(AuthorizationDecision.ALLOWED);
  }

  /** Returns whether somebody may do this with a key, or for an owner who is to get one. */
  AuthorizationDecision may(Caller caller, Action action, AccessTarget target) {
    return mayManage(caller.login())
        .and(() -> caller.administrator()
            ? ofOthers(caller.login(), action, target)
            : ofSelf(caller.login(), action, target))
        .and(() -> within(caller, action, target));
  }

  /**
   * Returns whether somebody may do this with any key at all: before it is known with which, or
   * with many at a time.
   */
  AuthorizationDecision may(Caller caller, Action action) {
    Login login = caller.login();
    return mayManage(login).and(() -> {
      if (!caller.administrator()) {
        return right(rights.allowsSelf(action.operation(), login.source()), action);
      }
      if (action.isRead() && administrators.seesEverybody(login)) {
        return AuthorizationDecision.ALLOWED;
      }
      return administrators.reach(login) == AdminReach.NOBODY
          ? AuthorizationDecision.refused(NO_ADMINISTRATOR)
          : right(action, LoginSource.LOCAL)
              .and(() -> action.isRead()
                  ? AuthorizationDecision.ALLOWED
                  : right(action, LoginSource.SAML));
    });
  }

  /** Returns whether somebody may manage keys at all. */
  AuthorizationDecision mayManage(Login login) {
    boolean may = rights.managers().isEmpty()
        || !Collections.disjoint(rights.managers(), login.roles())
        || administrators.reach(login) != AdminReach.NOBODY;
    return may
        ? AuthorizationDecision.ALLOWED
        : AuthorizationDecision.refused(
            "You may not manage API keys. Ask your administrator for the permission.");
  }

  /**
   * A key from a local login in the hands of a SAML login: what one of them may not do is not done.
   */
  private AuthorizationDecision ofSelf(Login login, Action action, AccessTarget target) {
    if (!target.owner().equals(login.owner())) {
      return AuthorizationDecision.UNSEEN;
    }
    return right(
        rights.allowsSelf(action.operation(), target.source())
            && rights.allowsSelf(action.operation(), login.source()),
        action);
  }

  private AuthorizationDecision ofOthers(Login login, Action action, AccessTarget target) {
    boolean seesEverybody = administrators.seesEverybody(login);
    AdminReach reach = administrators.reach(login);
    if (reach == AdminReach.NOBODY && !seesEverybody) {
      return AuthorizationDecision.refused(NO_ADMINISTRATOR); // whether there is such a key or not
    }
    boolean reaches = reaches(login, target.organisation());
    if (!reaches && !seesEverybody) {
      return AuthorizationDecision.UNSEEN;
    }
    if (action.isRead()) {
      return seesEverybody ? AuthorizationDecision.ALLOWED : right(action, target.source());
    }
    if (!reaches) {
      return AuthorizationDecision.refused(
          reach == AdminReach.NOBODY
              ? NO_ADMINISTRATOR
              : "You may look at the keys of other organisations, and manage those of"
                  + " your own only.");
    }
    return right(action, target.source())
        .and(
            () -> action.grants() ? toGrant(login, action, target) : AuthorizationDecision.ALLOWED);
  }

  /**
   * Nobody issues or enables, as an administrator, a key of their own or of a user with wider
   * reach.
   */
  private AuthorizationDecision toGrant(Login login, Action action, AccessTarget target) {
    UserIdentity caller = new UserIdentity(login.owner().name(), login.ownerId());
    if (target.owner().equals(login.owner()) || caller.mayBeSame(target.identity())) {
      return AuthorizationDecision.refused(
          "This is your own account. Use your own page for your own keys; there the rules"
              + " for them hold.");
    }
    Optional<String> organisation = owners.organisation(target);
    if (!reaches(login, organisation)) {
      return AuthorizationDecision.refused(
          "The owner of this key belongs to another organisation now, so you may delete"
              + " it, but not "
              + action.word()
              + " it.");
    }
    Set<String> roles = owners.roles(target);
    boolean more =
        administrators.reach(roles, organisation).compareTo(administrators.reach(login)) > 0
            || administrators.seesEverybody(roles) && !administrators.seesEverybody(login);
    return !more
        ? AuthorizationDecision.ALLOWED
        : AuthorizationDecision.refused(
            "The owner sees or manages the keys of more people than you do, so you may"
                + " not "
                + action.word()
                + " keys of theirs: everybody who has the secret acts as its owner."
                + " Ask an administrator of everybody.");
  }

  /**
   * A key grants nothing wider than itself, to whomever: neither what the other key is limited to,
   * nor the owner's roles.
   */
  private AuthorizationDecision within(Caller caller, Action action, AccessTarget target) {
    return caller
        .limits()
        .filter(limits -> action.grants())
        .flatMap(limits -> target
            .key()
            .flatMap(limits::exceededBy)
            .or(() -> limits.exceededBy(owners.roles(target))))
        .map(AuthorizationDecision::refused)
        .orElse(AuthorizationDecision.ALLOWED);
  }

  private boolean reaches(Login login, Optional<String> organisation) {
    return switch (administrators.reach(login)) {
      case EVERYBODY -> true;
      case ORGANISATION -> organisation.equals(login.organisation());
      case NOBODY -> false;
    };
  }

  private AuthorizationDecision right(Action action, LoginSource source) {
    return rights.allowsAdministrators(action.operation(), source)
        ? AuthorizationDecision.ALLOWED
        : AuthorizationDecision.refused("Administrators may not "
            + action.word()
            + " keys of people who sign in "
            + (source == LoginSource.SAML ? "by SSO." : "with a password."));
  }

  private static AuthorizationDecision right(boolean has, Action action) {
    return has
        ? AuthorizationDecision.ALLOWED
        : AuthorizationDecision.refused(
            "You may not " + action.word() + " your own keys. Ask your administrator to do it.");
  }

  /** Returns whose keys somebody manages beside their own. */
  AdminReach reach(Login login) {
    return administrators.reach(login);
  }

  /** Returns whether somebody may do what only looks, with the keys of everybody. */
  boolean seesEverybody(Caller caller, Action looking) {
    return may(caller, looking).allowed() && administrators.seesEverybody(caller.login());
  }

  /**
   * Returns the one organisation whose keys somebody sees; empty: everybody's. For who may look
   * only.
   */
  Optional<String> seenOrganisation(Login login) {
    return administrators.seesEverybody(login) ? Optional.empty() : login.organisation();
  }

  /**
   * Returns the one organisation whose keys somebody manages; empty: everybody's. For who manages
   * any only.
   */
  Optional<String> managedOrganisation(Login login) {
    return administrators.reach(login) == AdminReach.EVERYBODY
        ? Optional.empty()
        : login.organisation();
  }

  boolean showsSecretToAdministrators() {
    return rights.showsSecretToAdministrators();
  }

  /** Returns what somebody may do with their own keys, for the page. */
  List<String> ofSelf(LoginSource source) {
    return Arrays.stream(Operation.values())
        .filter(operation -> rights.allowsSelf(operation, source))
        .map(Permissions::word)
        .toList();
  }

  /**
   * Returns what somebody of this reach may do with keys of people who sign in like this, for the
   * page.
   */
  List<String> ofAdministrator(AdminReach reach, LoginSource source) {
    return reach == AdminReach.NOBODY
        ? List.of()
        : Arrays.stream(Operation.values())
            .filter(operation -> rights.allowsAdministrators(operation, source))
            .map(Permissions::word)
            .toList();
  }

  private static String word(Operation operation) {
    return operation.name().toLowerCase(Locale.ROOT);
  }
}
