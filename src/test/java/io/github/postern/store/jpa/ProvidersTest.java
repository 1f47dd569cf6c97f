package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.store.schema.TestDatabase;
import io.github.postern.testing.RecordingListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which persistence provider works for the store. */
class ProvidersTest {

  @Test
  void providerThatIsNotThereIsNamed() {
    for (String provider : List.of("toplink", "java.lang.String", "com.example.Provider")) {
      StoreOptions options = new StoreOptions("x", Optional.of(provider), true, Map.of());
      try (JpaKeyStore store =
          new JpaKeyStore(TestDatabase.h2IgnoringCase().open(), options, new RecordingListener())) {
        String message = assertThrows(IllegalStateException.class, store::start).getMessage();
        assertTrue(
            message.contains("'" + provider + "'") && message.contains("hibernate"), message);
      }
    }
  }

  @Test
  void eclipseLinkIsTheDefault() {
    assertTrue(Providers.choose(Optional.empty())
        .getClass()
        .getName()
        .startsWith("org.eclipse.persistence."));
    assertTrue(Providers.choose(Optional.of("Hibernate"))
        .getClass()
        .getName()
        .startsWith("org.hibernate."));
  }
}
