package io.github.postern.auth;

import io.github.postern.constraint.ConstraintEnforcer;
import io.github.postern.keyring.Keyring;
import io.github.postern.policy.Policy;
import io.github.postern.spi.SessionBridge;
import io.github.postern.store.StoreServices;
import jakarta.servlet.Filter;

/**
 * Puts together what checks requests with a key: what judges keys, and the filter that asks it. The
 * way of a request is not here; it begins at {@link ApiKeyFilter}.
 */
public final class KeyAuthentication {

  /** The class of the filter, as registrations of it name it. */
  public static final String FILTER_CLASS = ApiKeyFilter.class.getName();

  private final AuthSettings settings;
  private final AuthenticationRules rules;
  private final KeyVerifier verifier;
  private final ExposureRecorder exposures;
  private final StoreServices stores;

  /**
   * Puts together what judges keys.
   *
   * @param settings how it is done
   * @param policy where keys may be, and what they can be limited to
   * @param keyring how they look, and how they are digested
   * @param caches what is known of keys and their owners
   * @param stores where keys are kept
   */
  public KeyAuthentication(
      AuthSettings settings,
      Policy policy,
      Keyring keyring,
      AuthCaches caches,
      StoreServices stores) {
    this.settings = settings;
    this.rules = new AuthenticationRules(keyring.format(), policy, settings.filter());
    this.verifier = new KeyVerifier(
        new KeyLookup(keyring, caches.keys(), stores.store(), policy.lifecycle().chosenKeys()),
        new Ownership(caches, stores),
        policy,
        stores);
    this.exposures = new ExposureRecorder(settings.filter().transport(), caches.keys(), stores);
    this.stores = stores;
  }

  /**
   * Makes what finds and judges the key of a request.
   *
   * @param logins knows the logins of the application, and is told of them
   * @param holderRevocation ends keys that are given up
   */
  public KeyAuthenticator authenticator(LoginObserver logins, HolderRevocation holderRevocation) {
    return new KeyAuthenticator(
        rules,
        verifier,
        logins,
        holderRevocation,
        new IncidentRecorder(exposures, stores.events(), stores.clock()));
  }

  /**
   * Makes the filter.
   *
   * @param authenticator finds and judges keys
   * @param enforcer enforces the security constraints that were moved from web.xml
   * @param session fills the throw-away session; null if nothing has to be in it
   * @param framework tells a framework that does not ask the request
   */
  public Filter filter(
      KeyAuthenticator authenticator,
      ConstraintEnforcer enforcer,
      SessionBridge session,
      FrameworkBridge framework) {
    return new ApiKeyFilter(
        authenticator,
        new RequestIdentity(settings.isolation(), session, framework, stores.clock()),
        enforcer,
        authenticator.logins(),
        settings.filter());
  }

  /**
   * Writes down which keys others may have read; what cannot be written stays for the next time.
   */
  public void flush() {
    exposures.flush();
  }
}
