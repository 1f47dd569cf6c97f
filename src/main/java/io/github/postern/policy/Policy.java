package io.github.postern.policy;

import io.github.postern.key.LoginSource;
import java.util.Objects;

/**
 * Every rule about the keys of an application, as one value. Immutable. The differences between the
 * products of {@code docs/five-systems.md} are differences of this value, never of the code.
 *
 * @param credentialRules how a request carries a key
 * @param scopes what keys can be limited to
 * @param keysPerOwner how many keys an owner may have at a time, from 1
 * @param local the rules for people who logged in to the application itself
 * @param saml the rules for users who sign in through SAML
 * @param naming what keys may be called
 * @param lifecycle what may be done with a key during its life
 * @param rights who may do what
 * @param preconditions what stands between asking for a key and using it
 */
public record Policy(
    CredentialRules credentialRules,
    Scopes scopes,
    int keysPerOwner,
    LoginRules local,
    LoginRules saml,
    Naming naming,
    Lifecycle lifecycle,
    Rights rights,
    Preconditions preconditions) {

  /** The effect of a creation when the owner has as many keys as allowed. */
  public enum WhenFull {
    /** It is refused: a key must be deleted first. */
    REFUSE,
    /** It replaces the oldest key, which no longer works. */
    REPLACE
  }

  /** The effect of an expired key on the creation of a new one. */
  public enum WhenExpired {
    /** It must be deleted first. */
    DELETE_FIRST,
    /** The new key replaces it. */
    REPLACE,
    /** Nothing: it stays in the list and does not count. */
    IGNORE
  }

  /**
   * The rules for one kind of login.
   *
   * @param allowed whether these people may create keys
   * @param whenFull what a creation does when the owner has as many keys as allowed
   * @param whenExpired what an expired key does to a new one
   * @param validity who decides how long a key lives
   */
  public record LoginRules(
      boolean allowed, WhenFull whenFull, WhenExpired whenExpired, Validity validity) {

    /** Creates the rules. */
    public LoginRules {
      Objects.requireNonNull(whenFull, "whenFull");
      Objects.requireNonNull(whenExpired, "whenExpired");
      Objects.requireNonNull(validity, "validity");
    }
  }

  /**
   * Creates a policy.
   *
   * @throws IllegalArgumentException if no key is allowed
   */
  public Policy {
    Objects.requireNonNull(credentialRules, "credentialRules");
    Objects.requireNonNull(scopes, "scopes");
    Objects.requireNonNull(local, "local");
    Objects.requireNonNull(saml, "saml");
    Objects.requireNonNull(naming, "naming");
    Objects.requireNonNull(lifecycle, "lifecycle");
    Objects.requireNonNull(rights, "rights");
    Objects.requireNonNull(preconditions, "preconditions");
    if (keysPerOwner < 1) {
      throw new IllegalArgumentException(
          "Keys per owner must be at least 1, but was " + keysPerOwner);
    }
  }

  /** Returns the rules for a kind of login. */
  public LoginRules rules(LoginSource source) {
    return switch (source) {
      case LOCAL -> local;
      case SAML -> saml;
    };
  }
}
