package io.github.postern;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.postern.key.Activation;
import io.github.postern.key.KeyId;
import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginProfile;
import io.github.postern.key.Owner;
import io.github.postern.key.Secret;
import io.github.postern.key.Suspension;
import io.github.postern.spi.ApiKey;
import io.github.postern.spi.ApiKeyPrincipal;
import io.github.postern.spi.KeyEvent;
import io.github.postern.spi.KeyRequest;
import io.github.postern.spi.Login;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.spi.Refusal;
import io.github.postern.spi.RequestedExpiry;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The values of the API take null where {@code @Nullable} says so, and refuse it everywhere else.
 */
class NullnessTest {

  private static final List<Class<?>> VALUES = List.of(
      Activation.class,
      KeyId.class,
      LastLogin.class,
      LoginProfile.class,
      Owner.class,
      Secret.class,
      Suspension.class,
      ApiKey.class,
      ApiKeyPrincipal.class,
      KeyEvent.class,
      KeyRequest.class,
      Login.class,
      OwnerStatus.class,
      Refusal.class,
      RequestedExpiry.For.class,
      RequestedExpiry.Until.class);

  private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
      Map.entry(String.class, "abcdefghijklmnop"),
      Map.entry(boolean.class, true),
      Map.entry(long.class, 1L),
      Map.entry(Instant.class, Instant.EPOCH),
      Map.entry(Duration.class, Duration.ofDays(1)),
      Map.entry(Optional.class, Optional.empty()),
      Map.entry(Set.class, Set.of()),
      Map.entry(List.class, List.of()),
      Map.entry(KeyId.class, new KeyId("abcdefghijklmnop")),
      Map.entry(Owner.class, Owner.of("alice")),
      Map.entry(RequestedExpiry.class, new RequestedExpiry.Never()));

  @TestFactory
  Stream<DynamicTest> nullIsTakenWhereItSaysSo() {
    return VALUES.stream()
        .flatMap(type -> Arrays.stream(type.getConstructors()))
        .flatMap(constructor -> IntStream.range(0, constructor.getParameterCount())
            .filter(i -> !constructor.getParameterTypes()[i].isPrimitive())
            .mapToObj(i -> DynamicTest.dynamicTest(
                constructor + ", parameter " + i, () -> check(constructor, i))));
  }

  private static void check(Constructor<?> constructor, int index) {
    Object[] arguments =
        Arrays.stream(constructor.getParameterTypes()).map(NullnessTest::sample).toArray();
    assertDoesNotThrow(() -> create(constructor, arguments));
    arguments[index] = null;
    if (constructor.getAnnotatedParameterTypes()[index].isAnnotationPresent(Nullable.class)) {
      assertDoesNotThrow(() -> create(constructor, arguments));
    } else {
      assertThrows(NullPointerException.class, () -> create(constructor, arguments));
    }
  }

  private static Object sample(Class<?> type) {
    return type.isEnum() ? type.getEnumConstants()[0] : SAMPLES.get(type);
  }

  private static Object create(Constructor<?> constructor, Object... arguments) throws Throwable {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
