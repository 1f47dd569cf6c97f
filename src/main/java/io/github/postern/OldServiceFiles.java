package io.github.postern;

import io.github.postern.spi.IssuanceRule;
import io.github.postern.spi.KeyEventListener;
import io.github.postern.spi.LoginResolver;
import io.github.postern.spi.OwnerDirectory;
import io.github.postern.spi.SessionBridge;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files in {@code META-INF/services} that have the name of an extension point from before it moved.
 * {@code ServiceLoader} looks at none of them, so a rule that is named there would be missing
 * without a word.
 */
final class OldServiceFiles {

  private static final String FOLDER = "META-INF/services/";

  /** By their names of before below the root package. */
  private static final Map<String, Class<?>> MOVED = new TreeMap<>(Map.of(
      "auth.SessionBridge", SessionBridge.class,
      "issue.IssuanceRule", IssuanceRule.class,
      "key.KeyEventListener", KeyEventListener.class,
      "login.LoginResolver", LoginResolver.class,
      "owner.OwnerDirectory", OwnerDirectory.class));

  private OldServiceFiles() {}

  /**
   * Looks for them.
   *
   * @param services has the services of the application
   * @throws SettingsException if there is one
   */
  static void refuse(ClassLoader services) {
    MOVED.forEach((moved, type) -> {
      String name = OldServiceFiles.class.getPackageName() + '.' + moved;
      if (services.getResource(FOLDER + name) != null) {
        throw new SettingsException(FOLDER
            + name
            + " is ignored, because this extension point is "
            + type.getName()
            + " now. Compile its implementation against that and rename"
            + " the file to "
            + FOLDER
            + type.getName()
            + ".");
      }
    });
  }
}
