package io.github.postern.logins;

import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.saml2.provider.service.authentication.DefaultSaml2AuthenticatedPrincipal;
import org.springframework.security.saml2.provider.service.authentication.Saml2Authentication;

/** The SAML login of a carol as Spring Security 6 keeps it, with this response. */
record SpringSaml(String xml) {

  static String response(String statements) {
    return "<p:Response xmlns:p=\"urn:oasis:names:tc:SAML:2.0:protocol\""
        + " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"><saml:Assertion>"
        + statements
        + "</saml:Assertion></p:Response>";
  }

  Authentication authentication() {
    return new Saml2Authentication(
        new DefaultSaml2AuthenticatedPrincipal("carol", Map.of()),
        xml,
        AuthorityUtils.createAuthorityList("ROLE_operator"));
  }
}
