package io.github.postern.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * The presets: settings that make keys behave as those of a product, as property files in the jar.
 */
final class Presets {

  private Presets() {}

  /** Returns the settings of a preset, or empty if there is none of this name. */
  static Optional<Properties> load(String name) {
    if (!name.matches("[a-z0-9-]+")) {
      return Optional.empty();
    }
    try (InputStream in = Presets.class.getResourceAsStream("presets/" + name + ".properties")) {
      if (in == null) {
        return Optional.empty();
      }
      Properties properties = new Properties();
      properties.load(in);
      return Optional.of(properties);
    } catch (IOException e) {
      throw new UncheckedIOException("The preset " + name + " cannot be read from the jar", e);
    }
  }
}
