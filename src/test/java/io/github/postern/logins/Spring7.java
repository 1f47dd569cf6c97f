package io.github.postern.logins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * The parts that only Spring Security 7 has, by reflection: these tests are compiled against 6 and
 * run with both.
 */
final class Spring7 {

  private static final String SAML =
      "org.springframework.security.saml2.provider.service.authentication.";

  private Spring7() {}

  static boolean isHere() {
    try {
      Class.forName("org.springframework.security.core.authority.FactorGrantedAuthority");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** The default SAML login there. */
  static Authentication samlAssertion(String xml) {
    try {
      Object builder = Class.forName(SAML + "Saml2ResponseAssertion")
          .getMethod("withResponseValue", String.class)
          .invoke(null, xml);
      builder = builder.getClass().getMethod("nameId", String.class).invoke(builder, "carol");
      Object assertion = builder.getClass().getMethod("build").invoke(builder);
      return (Authentication) Class.forName(SAML + "Saml2AssertionAuthentication")
          .getConstructor(
              Class.forName(SAML + "Saml2ResponseAssertionAccessor"),
              Collection.class,
              String.class)
          .newInstance(assertion, AuthorityUtils.createAuthorityList("ROLE_operator"), "idp");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Not the Spring Security that was expected", e);
    }
  }

  /**
   * Somebody who came by SAML and then gave a second factor here: the last token counts, with the
   * authorities of both.
   */
  static Authentication secondFactorAfterSaml() {
    try {
      List<GrantedAuthority> authorities =
          new ArrayList<>(AuthorityUtils.createAuthorityList("ROLE_operator"));
      for (String factor : List.of("FACTOR_SAML_RESPONSE", "FACTOR_OTT")) {
        authorities.add((GrantedAuthority)
            Class.forName("org.springframework.security.core.authority.FactorGrantedAuthority")
                .getMethod("fromAuthority", String.class)
                .invoke(null, factor));
      }
      return new UsernamePasswordAuthenticationToken("carol", "", authorities);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Not the Spring Security that was expected", e);
    }
  }
}
