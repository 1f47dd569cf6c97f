package io.github.postern.servers;

import java.nio.file.Path;
import java.util.Locale;

/**
 * The product that a server is.
 *
 * @param name of the product
 * @param version of the distribution
 * @param platform the Jakarta EE that it implements, or the part of it
 * @param home where the distribution was unpacked
 * @param test the class of its tests
 * @param heavy whether it runs behind the profile all-servers
 */
record ServerProduct(
    String name, String version, String platform, Path home, String test, boolean heavy) {

  /** A name for files. */
  String slug() {
    return (name + "-" + version + "-" + platform)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9.]+", "-");
  }

  @Override
  public String toString() {
    return name + " " + version + " (" + platform + ")";
  }
}
