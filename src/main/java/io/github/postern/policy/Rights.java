package io.github.postern.policy;

import io.github.postern.key.LoginSource;
import java.util.Set;

/**
 * The permissions of users and administrators.
 *
 * @param self what users may do with their own keys
 * @param selfOfSaml the same for keys that were created through a SAML login
 * @param administrators what administrators, of everybody or of their organisation, may do with the
 *     keys of others
 * @param administratorsOfSaml the same for keys that were created through a SAML login
 * @param managers roles of which one is needed to manage keys at all; empty: everybody who is
 *     logged in may
 * @param showsSecretToAdministrators whether an administrator who creates a key for somebody sees
 *     its secret
 */
public record Rights(
    Set<Operation> self,
    Set<Operation> selfOfSaml,
    Set<Operation> administrators,
    Set<Operation> administratorsOfSaml,
    Set<String> managers,
    boolean showsSecretToAdministrators) {

  /** The operations on a key. */
  public enum Operation {
    /** Make one. */
    CREATE,
    /** See it in lists and alone. */
    LIST,
    /** Change its name, description or end. */
    EDIT,
    /** Give it a new secret. */
    ROTATE,
    /** See its secret again. */
    REVEAL,
    /** Disable and enable it. */
    DISABLE,
    /** Revoke it. */
    DELETE
  }

  /** Creates the rights; the sets are copied. */
  public Rights {
    self = Set.copyOf(self);
    selfOfSaml = Set.copyOf(selfOfSaml);
    administrators = Set.copyOf(administrators);
    administratorsOfSaml = Set.copyOf(administratorsOfSaml);
    managers = Set.copyOf(managers);
  }

  /** Returns whether people may do this with a key of their own. */
  public boolean allowsSelf(Operation operation, LoginSource source) {
    return switch (source) {
      case LOCAL -> self.contains(operation);
      case SAML -> selfOfSaml.contains(operation);
    };
  }

  /** Returns whether administrators may do this with a key of somebody else. */
  public boolean allowsAdministrators(Operation operation, LoginSource source) {
    return switch (source) {
      case LOCAL -> administrators.contains(operation);
      case SAML -> administratorsOfSaml.contains(operation);
    };
  }
}
