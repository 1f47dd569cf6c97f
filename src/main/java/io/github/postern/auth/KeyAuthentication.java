package io.github.postern.auth;

import io.github.postern.constraint.ConstraintEnforcer;
import io.github.postern.key.KeyId;
import io.github.postern.keyring.Keyring;
import io.github.postern.policy.Policy;
import io.github.postern.spi.Login;
import io.github.postern.spi.LoginResolver;
import io.github.postern.spi.OwnerDirectory;
import io.github.postern.spi.SessionBridge;
import io.github.postern.store.KeyChangeListener;
import io.github.postern.store.StoreServices;
import jakarta.servlet.Filter;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Puts together what checks requests with a key, and has the caches that forget what the store says
 * was changed. The way of a request is not here; it begins at {@link ApiKeyFilter}. Safe for use by
 * many threads.
 */
public final class KeyAuthentication implements KeyChangeListener {

  /** The class of the filter, as registrations of it name it. */
  public static final String FILTER_CLASS = ApiKeyFilter.class.getName();

  private final AuthSettings settings;
  private final Policy policy;
  private final Keyring keyring;
  private final KeyCache cache;
  private final OwnerCheck owners;

  /**
   * Prepares it, with empty caches.
   *
   * @param settings how it is done
   * @param policy where keys may be, and what they can be limited to
   * @param keyring how they look, and how they are digested
   * @param directory asked for owners; empty if the application has none
   * @param nanoTime the time of caches, as {@code System.nanoTime()} gives it
   */
  public KeyAuthentication(
      AuthSettings settings,
      Policy policy,
      Keyring keyring,
      Optional<OwnerDirectory> directory,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.policy = policy;
    this.keyring = keyring;
    this.cache = settings.keyCache(nanoTime);
    this.owners = settings.ownerCheck(directory, nanoTime);
  }

  /**
   * Makes what finds and judges the key of a request.
   *
   * @param stores where keys are kept; this has to listen to its changes
   * @param logins knows the logins of the application
   * @param loginRecorder takes note of a login, and of the address that its request came from
   * @param holderRevocation ends keys that are given up
   */
  public KeyAuthenticator authenticator(
      StoreServices stores,
      LoginResolver logins,
      BiConsumer<Login, String> loginRecorder,
      HolderRevocation holderRevocation) {
    KeyVerifier verifier = new KeyVerifier(
        new KeyLookup(keyring, cache, stores.store(), policy.lifecycle().chosenKeys()),
        new Ownership(owners, cache, stores),
        policy,
        stores);
    ExposureRecorder exposures = new ExposureRecorder(settings.filter().transport(), cache, stores);
    return new KeyAuthenticator(
        new AuthenticationRules(keyring.format(), policy, settings.filter()),
        verifier,
        new LoginObserver(logins, loginRecorder),
        holderRevocation,
        new IncidentRecorder(exposures, stores.events(), stores.clock()));
  }

  /**
   * Makes the filter.
   *
   * @param authenticator finds and judges keys
   * @param enforcer enforces the security constraints that were moved from web.xml
   * @param session fills the throw-away session; empty if nothing has to be in it
   * @param framework tells a framework that does not ask the request
   */
  public Filter filter(
      KeyAuthenticator authenticator,
      ConstraintEnforcer enforcer,
      Optional<SessionBridge> session,
      FrameworkBridge framework) {
    return new ApiKeyFilter(
        authenticator,
        new RequestIdentity(settings.isolation(), session, framework, authenticator.clock()),
        enforcer,
        authenticator.logins(),
        settings.filter());
  }

  /**
   * Forgets what is known of the owners of this name, in whatever realm: the next request asks
   * again.
   */
  public void forgetOwner(String name) {
    owners.forget(name);
  }

  @Override
  public void changed(KeyId id) {
    cache.changed(id);
    owners.changed(id);
  }

  @Override
  public void anythingMayHaveChanged() {
    cache.anythingMayHaveChanged();
    owners.anythingMayHaveChanged();
  }
}
