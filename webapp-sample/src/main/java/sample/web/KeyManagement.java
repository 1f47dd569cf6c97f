package sample.web;

import jakarta.servlet.ServletContext;

/**
 * Whether people can manage their API keys here, or the operator has taken the pages and the API of
 * Postern away. That is the setting {@code postern.management}, which this reads where Postern
 * reads it: in the environment, or else a system property, or else a context parameter.
 */
public final class KeyManagement {

  private static final String SETTING = "postern.management";
  private static final String VARIABLE = "POSTERN_MANAGEMENT";

  private KeyManagement() {}

  /** Whether pages may lead there. Postern refuses to start with anything but true or false. */
  public static boolean isOn(ServletContext context) {
    String value = System.getenv(VARIABLE);
    if (value == null) {
      value = System.getProperty(SETTING, context.getInitParameter(SETTING));
    }
    return value == null || !value.strip().equals("false");
  }
}
