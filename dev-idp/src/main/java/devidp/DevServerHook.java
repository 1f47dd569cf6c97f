package devidp;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;

/**
 * Starts the identity provider in the process of a development server, whose configuration calls
 * this.
 */
public final class DevServerHook {

  private static final String OFF = "off";

  private DevServerHook() {}

  /**
   * Starts it and puts the address of its metadata into a system property, where the application
   * looks for it. Does nothing if the property is set already: then the application was pointed to
   * another identity provider.
   *
   * @param port on 127.0.0.1, or {@code off}
   * @param folder where its key is kept
   * @param property the name of the system property
   * @return what to tell the person who started the server, a part of a sentence
   * @throws IOException if it cannot make or read its key
   */
  public static String start(String port, String folder, String property) throws IOException {
    String configured = System.getProperty(property);
    if (configured != null && !configured.isBlank()) {
      return ", or with SSO at the identity provider of " + configured;
    }
    if (port.equals(OFF)) {
      return " (no SSO: idp.port is off)";
    }
    try {
      DevIdp idp = DevIdp.start(Integer.parseInt(port), Path.of(folder));
      System.setProperty(property, idp.metadata().toString());
      return ", or with SSO as carol or dave (" + idp.uri() + ", not for production)";
    } catch (BindException taken) {
      return " (no SSO: port " + port + " of 127.0.0.1 is taken, -Didp.port=8082 takes another)";
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "idp.port is '" + port + "'; it must be a port number, or 'off'", e);
    }
  }
}
