package io.github.postern.cli.graft;

import io.github.postern.cli.war.WebXml;
import io.github.postern.cli.war.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The {@code <security-constraint>}s of an application: the container turns away whoever has no
 * login of its own, before any filter runs, and so it turns away a script with a key. Here they are
 * only told; to change them would be an edit by {@link WebXmlEditor} that {@link DescriptorPlan}
 * decides.
 */
final class ConstraintWarnings {

  private ConstraintWarnings() {}

  /**
   * Returns whether the container is told of keys, so that its constraints open to them. Where it
   * cannot be told, the library stops the start and says so.
   */
  static boolean openToKeys(WebXml webXml) {
    return "container".equals(webXml.parameters().get("postern.authentication"));
  }

  /** Returns a warning for each that shuts scripts out. */
  static List<String> of(WebXml webXml) {
    if (openToKeys(webXml)) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    for (XmlElement constraint : webXml.constraints()) {
      if (isOurs(constraint)) {
        continue;
      }
      warnings.add("A <security-constraint> shuts scripts out of "
          + places(constraint)
          + ": the container asks for "
          + who(constraint)
          + login(webXml)
          + " before any filter runs, and knows no keys. Graft with"
          + " --move-constraints, so that the filter enforces it; or with --set"
          + " postern.authentication=container, which leaves it as it is and tells the"
          + " container of keys, on servers that can be told; or restrict it to paths"
          + " that no script uses.");
    }
    return warnings;
  }

  /** The one that is left when the others were moved. */
  private static boolean isOurs(XmlElement constraint) {
    return constraint
        .all("web-resource-collection")
        .flatMap(collection -> collection.texts("url-pattern").stream())
        .allMatch(MovedConstraints.LOGIN_PATH::equals);
  }

  private static String places(XmlElement constraint) {
    return constraint
        .all("web-resource-collection")
        .map(collection -> {
          String patterns = String.join(", ", collection.texts("url-pattern"));
          List<String> methods = collection.texts("http-method");
          List<String> omitted = collection.texts("http-method-omission");
          return patterns
              + (methods.isEmpty() ? "" : " (" + String.join(", ", methods) + ")")
              + (omitted.isEmpty() ? "" : " (all but " + String.join(", ", omitted) + ")");
        })
        .collect(Collectors.joining("; "));
  }

  private static String who(XmlElement constraint) {
    List<String> roles = constraint.first("auth-constraint").orElseThrow().texts("role-name");
    return roles.isEmpty()
        ? "nobody at all"
        : roles.contains("*") || roles.contains("**")
            ? "a login"
            : "a login in the role " + String.join(" or ", roles);
  }

  private static String login(WebXml webXml) {
    return webXml.authMethod().isEmpty() ? "" : " (" + webXml.authMethod() + ")";
  }
}
