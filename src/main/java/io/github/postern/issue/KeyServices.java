package io.github.postern.issue;

import io.github.postern.keyring.KeyFormat;
import io.github.postern.keyring.Keyring;
import io.github.postern.policy.Policy;
import io.github.postern.spi.IssuanceRule;
import io.github.postern.spi.Login;
import io.github.postern.spi.OwnerDirectory;
import io.github.postern.store.StoreServices;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together what manages keys, over one store and by one policy. Safe for many threads. */
public final class KeyServices {

  private final Policy policy;
  private final KeyFormat format;
  private final Clock clock;
  private final KeyService keys;
  private final KeyAdministration administration;
  private final OwnerLookup owners;
  private final LoginRecorder logins;

  /**
   * Puts it together.
   *
   * @param stores where keys are kept
   * @param policy who may be issued what
   * @param rules the application's own, beside the policy
   * @param keyring how keys are made, digested and encrypted
   * @param directory knows the owners; empty if the application has none
   */
  public KeyServices(
      StoreServices stores,
      Policy policy,
      List<IssuanceRule> rules,
      Keyring keyring,
      Optional<OwnerDirectory> directory) {
    this.policy = policy;
    this.format = keyring.format();
    this.clock = stores.clock();
    this.owners = new OwnerLookup(stores.store(), directory);
    this.logins = new LoginRecorder(stores.store(), owners, policy, stores.events(), clock);
    this.keys = new KeyService(
        stores.store(), new IssuancePolicy(policy, rules), keyring, stores.events(), clock);
    this.administration = new KeyAdministration(stores.store(), stores.events(), clock);
  }

  /** Returns the rules for keys. */
  public Policy policy() {
    return policy;
  }

  /** Returns how keys look. */
  public KeyFormat format() {
    return format;
  }

  /** Returns the time. */
  public Clock clock() {
    return clock;
  }

  /** Returns what creates and changes the keys of one owner. */
  public KeyService keys() {
    return keys;
  }

  /** Returns what has the keys of everybody. */
  public KeyAdministration administration() {
    return administration;
  }

  /** Returns what knows the owners. */
  public OwnerLookup owners() {
    return owners;
  }

  /**
   * Takes note of the login that a request is made with. Never fails: what cannot be noted now is
   * noted by a later request of the same login.
   *
   * @param address where the request came from; null if that is unknown
   */
  public void recordLogin(Login login, @Nullable String address) {
    logins.record(login, address);
  }
}
