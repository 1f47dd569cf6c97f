package io.github.postern.directory;

import java.net.URI;
import java.util.Set;

/**
 * A SCIM service provider (RFC 7644) and what is asked of it. Immutable. Its text does not hold the
 * token.
 */
final class ScimService {

  private final URI base;
  private final String token;
  private final boolean roles;
  private final boolean groups;

  /**
   * Names a service.
   *
   * @param url what {@code /Users} is below; {@code http} only on this machine (RFC 7644 section
   *     7.1 wants TLS)
   * @param token the bearer token (RFC 6750)
   * @param roleSources {@code roles}, {@code groups}, or both
   * @throws IllegalArgumentException if one of them is of no use; the message does not hold the
   *     token
   */
  ScimService(String url, String token, Set<String> roleSources) {
    this.base = URI.create(url.replaceFirst("/+$", ""));
    boolean secure = "https".equals(base.getScheme())
        || "http".equals(base.getScheme())
            && String.valueOf(base.getHost())
                .matches("localhost|127\\.[0-9]+\\.[0-9]+\\.[0-9]+|\\[::1]");
    if (!secure || base.getHost() == null) {
      throw new IllegalArgumentException("a token must not cross the network in clear");
    }
    if (base.getUserInfo() != null || base.getQuery() != null || base.getFragment() != null) {
      throw new IllegalArgumentException("it has neither a user, nor a query, nor a fragment");
    }
    if (!token.matches("[A-Za-z0-9._~+/-]+=*")) {
      throw new IllegalArgumentException(
          "The token has characters that RFC 6750 section 2.1 does not allow");
    }
    this.token = token;
    this.roles = roleSources.contains("roles");
    this.groups = roleSources.contains("groups");
  }

  URI users(String query) {
    return URI.create(base + "/Users?" + query);
  }

  String authorization() {
    return "Bearer " + token;
  }

  boolean roles() {
    return roles;
  }

  boolean groups() {
    return groups;
  }

  /** Returns the URL. */
  @Override
  public String toString() {
    return base.toString();
  }
}
