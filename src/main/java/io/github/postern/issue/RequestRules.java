package io.github.postern.issue;

import io.github.postern.key.Secret;
import io.github.postern.keyring.KeyFormat;
import io.github.postern.policy.Policy;
import io.github.postern.spi.KeyRequest;
import io.github.postern.spi.Login;
import io.github.postern.spi.Refusal;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks of a request for a key that do not depend on the existing keys. */
final class RequestRules {

  private final Policy policy;
  private final KeyFormat format;

  RequestRules(Policy policy, KeyFormat format) {
    this.policy = policy;
    this.format = format;
  }

  /** Returns what is wrong with a request if anything is. */
  Optional<Refusal> check(Login login, KeyRequest request) {
    return Stream.<Optional<Refusal>>of(
            checkName(request.name()),
            request.description().flatMap(KeyTexts::checkDescription),
            KeyTexts.checkScopes(request.scopes(), policy.scopes()),
            KeyTexts.checkNetworks(request.networks()),
            request.chosenSecret().flatMap(this::checkChosen),
            checkSource(login))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Refusal> checkName(Optional<String> name) {
    if (name.isEmpty() && !policy.naming().required()) {
      return Optional.empty();
    }
    return KeyTexts.checkName(name.orElse(""), policy.naming());
  }

  /**
   * A value that looks like one of ours would be looked for by its id, and one that is short could
   * be guessed.
   */
  private Optional<Refusal> checkChosen(Secret secret) {
    String text = secret.reveal();
    boolean fits =
        format.mayBeChosen(text) && text.chars().allMatch(c -> c > ' ' && c < 127 && c != ',');
    return fits
        ? Optional.empty()
        : Optional.of(new Refusal(
            Refusal.Code.INVALID_KEY,
            "A chosen key has "
                + KeyFormat.SHORTEST_CHOSEN
                + " to "
                + KeyFormat.LONGEST_CHOSEN
                + " printable ASCII characters without spaces and commas,"
                + " and does not start with "
                + format.start()
                + "."));
  }

  Optional<Refusal> checkSource(Login login) {
    if (policy.rules(login.source()).allowed()) {
      return Optional.empty();
    }
    return Optional.of(new Refusal(
        Refusal.Code.LOGIN_SOURCE_REFUSED,
        switch (login.source()) {
          case LOCAL -> "Only users who sign in through SSO may have API keys here.";
          case SAML -> "Users who sign in through SSO may not have API keys here.";
        }));
  }
}
