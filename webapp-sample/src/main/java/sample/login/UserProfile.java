package sample.login;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sample.web.KeyManagement;
import sample.web.Responses;

/**
 * The data that the pages show of the current user.
 *
 * @param user the user name
 * @param fullName as the pages show it
 * @param roles those of this login
 * @param path of the page that is shown
 * @param managesKeys whether there are pages to manage API keys
 */
public record UserProfile(
    String user, String fullName, Set<String> roles, String path, boolean managesKeys) {

  public UserProfile {
    roles = Set.copyOf(roles);
  }

  public static UserProfile of(HttpServletRequest request) {
    String user = request.getRemoteUser();
    Set<String> roles = Login.of(request).map(Login::roles).orElse(Set.of());
    String fullName =
        Users.of(request.getServletContext()).find(user).map(User::fullName).orElse(user);
    return new UserProfile(
        user,
        fullName,
        roles,
        Responses.path(request),
        KeyManagement.isOn(request.getServletContext()));
  }

  /** The values for the header that all pages have, in a map for more. */
  public Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    values.put("user", user);
    values.put("fullName", fullName);
    values.put("initials", initials());
    values.put("roles", roles.isEmpty() ? "none" : String.join(", ", new TreeSet<>(roles)));
    boolean administrator = roles.contains("administrator");
    values.put("administrator", administrator ? "yes" : "");
    values.put("managesKeys", managesKeys ? "yes" : "");
    values.put("managesAllKeys", administrator && managesKeys ? "yes" : "");
    values.put("atJobs", current(path.equals("/")));
    values.put("atKeys", current(path.equals("/admin/keys")));
    values.put("atUsers", current(path.equals("/admin/users")));
    return values;
  }

  /** The value of {@code aria-current} for a link. */
  static String current(boolean here) {
    return here ? "page" : "false";
  }

  private String initials() {
    return Stream.of(fullName.split("\\s+"))
        .filter(part -> !part.isEmpty())
        .limit(2)
        .map(part -> part.substring(0, part.offsetByCodePoints(0, 1)))
        .collect(Collectors.joining());
  }
}
