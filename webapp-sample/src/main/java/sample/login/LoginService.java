package sample.login;

import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import sample.factor.SecondFactors;

/**
 * Decides who gets in: by a password, and by a code where the user has a second factor. Safe for
 * many threads.
 */
public final class LoginService {

  private final Users users;
  private final SecondFactors factors;
  private final Clock clock;
  private final LoginThrottle throttle;

  public LoginService(Users users, SecondFactors factors, Clock clock) {
    this.users = users;
    this.factors = factors;
    this.clock = clock;
    this.throttle = new LoginThrottle(clock);
  }

  /** The login service of this application, for its servlets. */
  static LoginService of(ServletContext context) {
    return (LoginService) context.getAttribute(LoginService.class.getName());
  }

  public void publish(ServletContext context) {
    context.setAttribute(LoginService.class.getName(), this);
  }

  Instant now() {
    return clock.instant();
  }

  /** The first half of a login, and all of it for those who have no second factor. */
  LoginAttempt password(String name, String password, String address) {
    OptionalLong known = users.id(name);
    Duration wait = known.isPresent()
        ? throttle.password(known.getAsLong(), address)
        : throttle.nobody(name, address);
    if (!wait.isZero()) {
      return LoginAttempt.pause(wait);
    }
    Optional<User> user = users.check(name, password);
    if (user.isEmpty()) {
      return LoginAttempt.wrong();
    }
    throttle.rightPassword(user.get().id(), address);
    if (user.get().enabled() && factors.isOn(user.get().id())) {
      return LoginAttempt.of(LoginAttempt.Outcome.CODE_NEEDED, user.get());
    }
    return in(user.get(), address);
  }

  /** The second half, for a user whose password was right. */
  LoginAttempt code(String name, String code, String address) {
    Optional<User> user = users.find(name);
    if (user.isEmpty()) {
      return LoginAttempt.wrong();
    }
    return withCode(user.get(), address, () -> factors.accepts(user.get().id(), code));
  }

  /**
   * Once more, for somebody who is in: by a code where there is a second factor, or else by the
   * password.
   */
  LoginAttempt again(User user, String proof, String address) {
    if (needsCode(user)) {
      return code(user.name(), proof, address);
    }
    return password(user.name(), proof, address);
  }

  boolean needsCode(User user) {
    return factors.isOn(user.id());
  }

  /** Turns the second factor on if the code is right: then the list holds the recovery codes. */
  LoginAttempt confirm(User user, String code, String address, List<String> recoveryCodes) {
    return withCode(user, address, () -> {
      Optional<List<String>> confirmed = factors.confirm(user.id(), code);
      confirmed.ifPresent(recoveryCodes::addAll);
      return confirmed.isPresent();
    });
  }

  /** Turns the second factor off if the code is right. */
  LoginAttempt turnOff(User user, String code, String address) {
    LoginAttempt attempt = code(user.name(), code, address);
    if (attempt.isIn()) {
      factors.remove(user.id());
    }
    return attempt;
  }

  private LoginAttempt withCode(User user, String address, BooleanSupplier check) {
    Duration wait = throttle.code(user.id(), address);
    if (!wait.isZero()) {
      return LoginAttempt.pause(wait);
    }
    if (!check.getAsBoolean()) {
      return LoginAttempt.wrong();
    }
    throttle.rightCode(user.id(), address);
    return in(user, address);
  }

  private LoginAttempt in(User user, String address) {
    if (!user.enabled()) {
      return LoginAttempt.of(LoginAttempt.Outcome.DISABLED, user);
    }
    throttle.in(user.id(), address);
    return LoginAttempt.of(LoginAttempt.Outcome.IN, user);
  }
}
