package stranger.secured;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** The users who may log in: their password is their name and {@code -1}. */
@BasicAuthenticationMechanismDefinition(realmName = "file")
@ApplicationScoped
public class Users implements IdentityStore {

  /** Checks a password; servers find this method by its parameter. */
  public CredentialValidationResult validate(UsernamePasswordCredential credential) {
    String name = credential.getCaller();
    return credential.getPasswordAsString().equals(name + "-1")
        ? new CredentialValidationResult(
            name, name.equals("bob") ? Set.of("user", "admin") : Set.of("user"))
        : CredentialValidationResult.INVALID_RESULT;
  }
}
