package io.github.postern.container;

import jakarta.security.auth.message.config.AuthConfigFactory;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The security of WildFly. Where it is to look up in its realm whom a module names
 * ({@code integrated-jaspi}, its default), it counts each of these lookups as a failed login, and
 * after ten of them its protection against guessed passwords keeps the user out for some minutes:
 * of the form as well. Seen with WildFly 39.0.1, Elytron 2.8.2.
 */
final class Elytron {

  private static final String FACTORY = "org.wildfly.security.auth.jaspi.";
  private static final String DOMAINS = "jboss.as:subsystem=undertow,application-security-domain=*";
  private static final String INTEGRATED = "integratedJaspi";
  private static final System.Logger LOG = System.getLogger("io.github.postern.container");

  private Elytron() {}

  /** Says so in the log at the start, where it may be. */
  static void warn(AuthConfigFactory factory) {
    if (factory != null && factory.getClass().getName().startsWith(FACTORY)) {
      warning(ManagementFactory.getPlatformMBeanServer())
          .ifPresent(text -> LOG.log(Level.WARNING, text));
    }
  }

  /** Returns what to say, if a domain of the server is integrated, or does not tell. */
  static Optional<String> warning(MBeanServer management) {
    try {
      boolean integrated = false;
      boolean known = false;
      for (ObjectName domain : management.queryNames(new ObjectName(DOMAINS), null)) {
        known = true;
        integrated |= !Boolean.FALSE.equals(management.getAttribute(domain, INTEGRATED));
      }
      return known && !integrated ? Optional.empty() : Optional.of(text());
    } catch (JMException e) {
      return Optional.of(text()); // a server that tells nothing may be one that counts
    }
  }

  private static String text() {
    return "With postern.authentication=container WildFly counts each use of an API key as a"
        + " failed login of its owner, and locks the owner out after ten, where the"
        + " application's security domain has integrated-jaspi=true. Set it to false:"
        + " /subsystem=undertow/application-security-domain=other:write-attribute("
        + "name=integrated-jaspi,value=false),"
        + " or let the filter keep the constraints: postern-cli graft"
        + " --move-constraints.";
  }
}
