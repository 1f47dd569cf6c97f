package io.github.postern.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables that Kubernetes puts into the environment of a pod for each Service of its
 * namespace (Kubernetes documentation, "Service", environment variables): for one that is called
 * postern-db, {@code POSTERN_DB_SERVICE_HOST}, {@code POSTERN_DB_PORT} and more; and those that
 * Docker puts into the environment of a container for each that is linked to it (Docker
 * documentation, "Legacy container links", environment variables). Name and value must both have
 * the shape, so that a setting that is spelt wrong is never taken for one.
 */
final class ServiceLinks {

  private static final String ALIAS = "(POSTERN(?:[_.]+[A-Z0-9]+)*)";
  private static final String NAME = ALIAS + "_";
  private static final String ADDRESS =
      "(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+|None)";
  private static final String PORT = "[0-9]{1,5}";
  private static final String URL = "(?i:tcp|udp|sctp)://\\[?" + ADDRESS + "]?:" + PORT;
  private static final String IN_PORT = NAME + "PORT_" + PORT + "_(?:TCP|UDP|SCTP)";

  /** A name, an equals sign, a value. Docker has the first and the last of ports in a row. */
  private static final Pattern LINK = Pattern.compile(NAME
      + "SERVICE_HOST="
      + ADDRESS
      + "|"
      + NAME
      + "SERVICE_PORT(?:_[A-Z0-9_]+)?="
      + PORT
      + "|"
      + NAME
      + "PORT="
      + URL
      + "|"
      + IN_PORT
      + "(?:_START|_END)?="
      + URL
      + "|"
      + IN_PORT
      + "_PROTO=(?i:tcp|udp|sctp)"
      + "|"
      + IN_PORT
      + "_PORT(?:_START|_END)?="
      + PORT
      + "|"
      + IN_PORT
      + "_ADDR="
      + ADDRESS);

  /** The container that has the link, and the name by which it knows the other one. */
  private static final Pattern LINKED =
      Pattern.compile("/[A-Za-z0-9][A-Za-z0-9_.-]*/([A-Za-z0-9][A-Za-z0-9_.-]*)");

  private static final Pattern LINKED_NAME = Pattern.compile(ALIAS + "_NAME");

  /** The first of several {@code _ENV_} or a later one: both can be part of names. */
  private static final String ENVIRONMENT = "_ENV_";

  private ServiceLinks() {}

  /**
   * Returns whether a variable is one of them.
   *
   * @param environment all variables: what Docker passes on of another container's environment has
   *     any name and any value
   */
  static boolean isOne(String name, Map<String, String> environment) {
    String value = environment.getOrDefault(name, "").strip();
    Matcher linked = LINKED_NAME.matcher(name);
    return LINK.matcher(name + "=" + value).matches()
        || linked.matches() && isLinked(linked.group(1), value)
        || isPassedOn(name, environment);
  }

  private static boolean isLinked(String alias, String value) {
    Matcher path = LINKED.matcher(value);
    return path.matches()
        && path.group(1).toUpperCase(Locale.ROOT).replace('-', '_').equals(alias);
  }

  /** The name of the link stands beside it, or its name begins as no setting does. */
  private static boolean isPassedOn(String name, Map<String, String> environment) {
    for (int end = name.indexOf(ENVIRONMENT); end >= 0; end = name.indexOf(ENVIRONMENT, end + 1)) {
      String alias = name.substring(0, end);
      boolean named = end + ENVIRONMENT.length() < name.length() && alias.matches(ALIAS);
      if (named
          && (isLinked(alias, environment.getOrDefault(alias + "_NAME", ""))
              || !beginsSetting(alias))) {
        return true;
      }
    }
    return false;
  }

  private static boolean beginsSetting(String alias) {
    return Arrays.stream(Setting.values())
        .anyMatch(setting -> (setting.variable() + "_").startsWith(alias + "_"));
  }
}
