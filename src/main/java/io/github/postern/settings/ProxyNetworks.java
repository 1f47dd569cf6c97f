package io.github.postern.settings;

import io.github.postern.key.Network;
import java.util.List;

/** Reads the networks of proxies that are believed. */
public final class ProxyNetworks {

  private ProxyNetworks() {}

  /**
   * Reads the networks that a setting lists.
   *
   * @throws InvalidSettingException if one of them is malformed, or is every address there is
   */
  public static List<Network> of(Settings settings, Setting setting) {
    return settings.list(setting, ProxyNetworks::parse);
  }

  private static Network parse(String text) {
    Network network = Network.parse(text);
    if (network.toString().endsWith("/0")) {
      throw new IllegalArgumentException(
          "'" + text + "' is every address there is, so anybody would be believed");
    }
    return network;
  }
}
