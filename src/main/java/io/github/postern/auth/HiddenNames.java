package io.github.postern.auth;

import io.github.postern.keyring.KeyFinder;
import io.github.postern.keyring.KeyFormat;
import io.github.postern.policy.Carrier;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names of headers and request attributes that an application does not get to see beside a key:
 * whatever carries a credential, or says who somebody is; and a second copy of a key wherever it
 * stands, be it in the name. Headers are compared as proxies and servers do that turn underscores
 * into hyphens. Immutable.
 */
final class HiddenNames {

  private static final String AUTHORIZATION = "authorization";
  private static final String COOKIE = "cookie";

  /**
   * The headers in which proxies and gateways state a login of theirs: docs/isolation.md says which
   * one uses which.
   */
  private static final Set<String> IDENTITIES = Set.of(
      "proxy-authorization",
      "remote-user",
      "remote-groups",
      "remote-name",
      "remote-email",
      "x-remote-user",
      "x-remote-group",
      "x-remote-groups",
      "x-authenticated-user",
      "x-authenticated-userid",
      "x-auth-username",
      "x-auth-email",
      "x-auth-roles",
      "x-auth-userid",
      "x-auth-subject",
      "x-auth-token",
      "x-userinfo",
      "x-apigateway-api-userinfo",
      "x-endpoint-api-userinfo",
      "x-forwarded-user",
      "x-forwarded-preferred-username",
      "x-forwarded-email",
      "x-forwarded-groups",
      "x-forwarded-access-token",
      "x-goog-iap-jwt-assertion",
      "client-cert",
      "client-cert-chain",
      "x-forwarded-client-cert",
      "x-client-cert",
      "x-arr-clientcert",
      "remote-roles",
      "x-remote-roles",
      "x-remote-name",
      "x-remote-email",
      "proxy-remote-user",
      "x-proxy-user",
      "x-user",
      "x-username",
      "x-auth-user",
      "x-auth-groups",
      "x-authenticated-groups",
      "x-jwt-assertion",
      "cas-user",
      "sm-user",
      "sm-userdn",
      "sm-universalid",
      "iv-user",
      "iv-user-l",
      "iv-groups",
      "iv-creds",
      "oam-remote-user",
      "osso-user-dn",
      "wl-proxy-client-cert",
      "wl-proxy-remote-user",
      "x-ssl-cert",
      "x-ssl-user",
      "x-client-dn",
      "x-client-verify",
      "x-access-token",
      "x-id-token",
      "x-forwarded-id-token",
      "teleport-jwt-assertion",
      "x-user-id",
      "x-user-name",
      "x-user-email",
      "x-user-roles",
      "x-user-groups");

  private static final List<String> PREFIXES = List.of(
      "x-auth-request-",
      "oidc-",
      "mellon-",
      "shib-",
      "x-amzn-oidc-",
      "x-goog-authenticated-user-",
      "cf-access-",
      "x-ms-client-principal",
      "x-ms-token-",
      "tailscale-user-",
      "x-authentik-",
      "x-pomerium-",
      "x-vouch-",
      "ssl-client-",
      "x-ssl-client-",
      "x-forwarded-tls-client-cert",
      "x-remote-extra-",
      "x-webauth-",
      "x-consumer-",
      "x-credential-",
      "x-amzn-mtls-",
      "$ws",
      "x-token-",
      "x-amzn-ava-",
      "impersonate-",
      "x-kong-jwt-claim-");

  /**
   * A certificate of the client and the id of its TLS session, by which containers can track
   * sessions (Servlet 6.0 sections 3.10 and 7.1.2), with what Tomcat ends that by; the credential
   * that Tomcat keeps of a Kerberos login; and what Spring's listener keeps: the container's
   * request.
   */
  private static final Set<String> ATTRIBUTES = Set.of(
      "jakarta.servlet.request.X509Certificate",
      "jakarta.servlet.request.ssl_session_id",
      "jakarta.servlet.request.ssl_session_mgr",
      "org.apache.catalina.realm.GSS_CREDENTIAL",
      "org.springframework.web.context.request.RequestContextListener.REQUEST_ATTRIBUTES");

  private final Set<String> headers;
  private final Set<String> attributes;
  private final List<String> prefixes;
  private final KeyFinder finder;

  private HiddenNames(
      Set<String> headers, Set<String> attributes, List<String> prefixes, KeyFinder finder) {
    this.headers = Set.copyOf(headers);
    this.attributes = Set.copyOf(attributes);
    this.prefixes = prefixes;
    this.finder = finder;
  }

  /** Returns the names of what may carry a key, and no more: cookies belong to a login. */
  static HiddenNames ofKeys(Collection<Carrier> carriers, KeyFormat format) {
    Set<String> names = new TreeSet<>(Set.of(AUTHORIZATION));
    carriers.forEach(carrier -> names.add(normal(carrier.header())));
    return new HiddenNames(names, Set.of(), List.of(), new KeyFinder(format));
  }

  /**
   * Returns the names of what carries a credential or says who somebody is.
   *
   * @param headers those of this application, beside the usual ones
   * @param attributes likewise
   */
  static HiddenNames ofIdentities(
      Collection<Carrier> carriers,
      KeyFormat format,
      Collection<String> headers,
      Collection<String> attributes) {
    Set<String> names = new TreeSet<>(ofKeys(carriers, format).headers);
    names.add(COOKIE);
    names.addAll(IDENTITIES);
    headers.forEach(header -> names.add(normal(header)));
    Set<String> hidden = new TreeSet<>(ATTRIBUTES);
    hidden.addAll(attributes);
    return new HiddenNames(names, hidden, PREFIXES, new KeyFinder(format));
  }

  boolean hidesHeader(@Nullable String name) {
    if (name == null) {
      return false;
    }
    String normal = normal(name);
    return headers.contains(normal)
        || prefixes.stream().anyMatch(normal::startsWith)
        || finder.isInName(name);
  }

  /**
   * Looks for a second copy of a key in a value when the application asks for it, so that nobody
   * pays who does not.
   */
  boolean hidesValue(@Nullable String value) {
    return value != null && finder.findIn(value).isPresent();
  }

  boolean hidesAttribute(@Nullable String name) {
    return name != null && attributes.contains(name);
  }

  private static String normal(String header) {
    return header.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
