package io.github.postern.auth;

import io.github.postern.policy.Carrier;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sentences on how a key is sent, for those who sent one otherwise. Without a full stop at the end.
 * Immutable.
 */
final class CredentialHint {

  /** For more than one credential in a request. */
  static final String ONE =
      "The request carries more than one credential; send exactly one key, in one header";

  private static final int LONGEST_NAME = 64;

  private final String forms;

  CredentialHint(List<Carrier> carriers) {
    this.forms =
        carriers.stream().map(CredentialHint::form).collect(Collectors.joining(", or as "));
  }

  /** Returns what to say where a carrier holds a key and something else. */
  String of(Carrier carrier) {
    return switch (carrier.kind()) {
      case HEADER ->
        "The header "
            + carrier.header()
            + " holds the key alone: no scheme, no quotes, no spaces"
            + otherwise();
      case BEARER, RAW, BASIC -> "The header holds a key, but not in the right form" + otherwise();
    };
  }

  /** Returns what to say where a key is in a header that should not have it, or not like this. */
  String insteadOf(String header) {
    String name = header.length() <= LONGEST_NAME && header.matches("[A-Za-z0-9_-]+")
        ? "header " + header
        : "request";
    return "The " + name + " holds an API key in a form that is not accepted here" + otherwise();
  }

  /** Returns what to say where the name of a header is a key; it is not repeated. */
  String insteadOfName() {
    return "The name of a header is an API key" + otherwise();
  }

  private String otherwise() {
    return ". Send it as " + forms + ", with nothing before or behind it";
  }

  private static String form(Carrier carrier) {
    return switch (carrier.kind()) {
      case BEARER -> "'Authorization: Bearer', one space, and the key";
      case RAW -> "'Authorization:' and the key, without a scheme";
      case BASIC -> "HTTP Basic with its owner's name as user and the key as password";
      case HEADER -> "'" + carrier.header() + ":' and the key";
    };
  }
}
