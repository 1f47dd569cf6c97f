package io.github.postern.keyring;

import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import io.github.postern.text.FileText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Makes the key format and the peppers out of the settings. */
public final class KeyringSettings {

  /** Stands in the place of a last pepper while keys of before there was one come under it. */
  private static final String PLAIN_TOO = "plain";

  private KeyringSettings() {}

  /**
   * Makes the keyring.
   *
   * @param random for new secrets, and for what is sealed
   * @throws InvalidSettingException if a setting breaks its rule, is missing, or contradicts
   *     another
   */
  public static Keyring keyring(Settings settings, SecureRandom random) {
    return new Keyring(
        settings.get(Setting.PREFIX, KeyFormat::new),
        peppers(settings),
        settings.optional(Setting.REVEAL_KEY, text -> sealer(text, random)),
        random);
  }

  private static Sealer sealer(String text, SecureRandom random) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("it has no name");
    }
    return new Sealer(
        text.substring(0, colon), Base64.getDecoder().decode(text.substring(colon + 1)), random);
  }

  private static Peppers peppers(Settings settings) {
    if (settings.has(Setting.PEPPER) && settings.has(Setting.PEPPER_FILE)) {
      throw new InvalidSettingException(
          "The settings postern.pepper and postern.pepper-file are both set; keep one.");
    }
    if (settings.has(Setting.PEPPER)) {
      return settings.get(Setting.PEPPER, KeyringSettings::parse);
    }
    return settings
        .optional(Setting.PEPPER_FILE, KeyringSettings::read)
        .orElseGet(() -> Peppers.of(List.of()));
  }

  private static Peppers read(String file) {
    String text;
    try {
      text = FileText.decode(Files.readAllBytes(Path.of(file)));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the file cannot be read: " + e.getClass().getSimpleName(), e);
    }
    try {
      return parse(text);
    } catch (IllegalArgumentException e) {
      // Without the cause: it may repeat what is in the file.
      throw new IllegalArgumentException("its content is not " + Setting.PEPPER.rule());
    }
  }

  private static Peppers parse(String text) {
    List<Pepper> peppers = new ArrayList<>();
    boolean plainToo = false;
    for (String entry : text.split("[,\\s]+")) {
      if (plainToo) {
        throw new IllegalArgumentException("the word 'plain' must be the last");
      }
      plainToo = entry.equals(PLAIN_TOO);
      if (!entry.isEmpty() && !plainToo) {
        int colon = entry.indexOf(':');
        if (colon < 1) {
          throw new IllegalArgumentException("a pepper has no name");
        }
        peppers.add(Pepper.keyed(
            entry.substring(0, colon), Base64.getDecoder().decode(entry.substring(colon + 1))));
      }
    }
    if (peppers.isEmpty()) {
      throw new IllegalArgumentException("there is no pepper");
    }
    return Peppers.of(peppers, plainToo);
  }
}
