package sample.saml;

import jakarta.servlet.ServletContext;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How this application takes part in single sign-on. Each setting is a system property, or else a
 * context parameter.
 *
 * @param baseUrl where people reach this application, without a slash at the end; never taken from
 *     a request
 * @param entityId the name of this application at the identity provider
 * @param idpMetadata file or address of the identity provider's metadata; empty: the three that
 *     follow
 * @param idpEntityId the name of the identity provider
 * @param idpSsoUrl where it takes requests, by HTTP-Redirect
 * @param idpCertificate what its signatures are checked with: PEM, or a file with PEM
 * @param userAttribute the attribute with the user name; empty: NameID
 * @param rolesAttribute the attribute with the roles
 * @param fullNameAttribute the attribute with the name to show
 * @param forceAuthn whether everybody has to sign in anew each time
 */
record SamlSettings(
    String baseUrl,
    String entityId,
    Optional<String> idpMetadata,
    Optional<String> idpEntityId,
    Optional<String> idpSsoUrl,
    Optional<String> idpCertificate,
    Optional<String> userAttribute,
    String rolesAttribute,
    String fullNameAttribute,
    boolean forceAuthn) {

  static final String ACS = "/saml/acs";
  static final String METADATA = "/saml/metadata";

  /** The settings, or none if nobody has named an identity provider. */
  static Optional<SamlSettings> of(ServletContext context) {
    return of(name -> System.getProperty(name, context.getInitParameter(name)));
  }

  static Optional<SamlSettings> of(Function<String, String> source) {
    Source from = new Source(source);
    if (from.get("saml.idp-metadata").isEmpty()
        && from.get("saml.idp-entity-id").isEmpty()) {
      return Optional.empty();
    }
    String baseUrl = baseUrl(from.required(
        "saml.base-url",
        "the address at which people reach this application,"
            + " such as https://backup.example.com"));
    SamlSettings settings = new SamlSettings(
        baseUrl,
        from.get("saml.sp-entity-id").orElse(baseUrl + METADATA),
        from.get("saml.idp-metadata"),
        from.get("saml.idp-entity-id"),
        from.get("saml.idp-sso-url"),
        from.get("saml.idp-certificate"),
        from.get("saml.attribute.user"),
        from.get("saml.attribute.roles").orElse("roles"),
        from.get("saml.attribute.full-name").orElse("fullName"),
        from.flag("saml.force-authn"));
    if (settings.idpMetadata.isEmpty()) {
      from.required("saml.idp-sso-url", "where the identity provider takes requests");
      from.required(
          "saml.idp-certificate",
          "the certificate of the identity provider as PEM, or a file with it");
    }
    return Optional.of(settings);
  }

  /** Where the identity provider sends its answers. */
  String acsUrl() {
    return baseUrl + ACS;
  }

  boolean isSecure() {
    return baseUrl.startsWith("https:");
  }

  private static String baseUrl(String value) {
    String url = value.replaceAll("/+$", "");
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw wrongBaseUrl(value);
    }
    if (uri.getScheme() == null
        || !Set.of("http", "https").contains(uri.getScheme())
        || uri.getHost() == null
        || uri.getQuery() != null
        || uri.getFragment() != null) {
      throw wrongBaseUrl(value);
    }
    return url;
  }

  private static IllegalStateException wrongBaseUrl(String value) {
    return new IllegalStateException("saml.base-url is '"
        + value
        + "'; it must be the address at which people reach this application, such"
        + " as https://backup.example.com or http://localhost:8080/backup");
  }

  /** Reads one setting after the other; blank is as good as absent. */
  private record Source(Function<String, String> values) {

    Optional<String> get(String name) {
      return Optional.ofNullable(values.apply(name))
          .map(String::strip)
          .filter(value -> !value.isEmpty());
    }

    String required(String name, String meaning) {
      return get(name)
          .orElseThrow(() -> new IllegalStateException("Single sign-on is configured, but "
              + name
              + " is missing. Please set it: "
              + meaning));
    }

    boolean flag(String name) {
      String value = get(name).orElse("false");
      if (!value.equals("true") && !value.equals("false")) {
        throw new IllegalStateException(name + " is '" + value + "'; it must be true or false");
      }
      return value.equals("true");
    }
  }
}
