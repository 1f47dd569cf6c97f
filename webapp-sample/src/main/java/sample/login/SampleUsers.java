package sample.login;

import sample.factor.SecondFactors;

/** The users that everybody may try the sample with. */
public final class SampleUsers {

  /** Everybody may know it: whoever reads the login page can be this user. */
  static final String SECRET_OF_GRACE = "TIDEWATERSAMPLESECRETNOTFORREAL2";

  private SampleUsers() {}

  /** Adds those who are missing. */
  public static void add(Users users, SecondFactors factors) {
    users.add("alice", "Alice Moreau", "user", "alice");
    users.add("bob", "Bob Lindqvist", "administrator", "bob");
    users
        .add("grace", "Grace Okafor", "user", "grace")
        .ifPresent(id -> factors.addSample(id, SECRET_OF_GRACE));
  }
}
