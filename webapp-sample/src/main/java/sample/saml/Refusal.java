package sample.saml;

/**
 * A login that did not work. Its message is for the log: never a word of what the identity provider
 * sent.
 */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String forUser;

  Refusal(Reason reason, String forTheLog) {
    this(reason, reason.message(), forTheLog);
  }

  private Refusal(Reason reason, String forThePerson, String forTheLog) {
    super(forTheLog);
    this.reason = reason;
    this.forUser = forThePerson;
  }

  /** The clocks differ, by this much. */
  static Refusal clocksDiffer(String howMuch, String forTheLog) {
    return new Refusal(
        Reason.CLOCKS_DIFFER, Reason.CLOCKS_DIFFER.message().formatted(howMuch), forTheLog);
  }

  Reason reason() {
    return reason;
  }

  String forUser() {
    return forUser;
  }
}
