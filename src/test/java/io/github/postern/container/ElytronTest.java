package io.github.postern.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/**
 * With a real MBean server that says what WildFly's says; WildFlyIT shows that WildFly 39 says so.
 */
class ElytronTest {

  private final MBeanServer management = MBeanServerFactory.newMBeanServer();

  /** A security domain as WildFly's management shows it. */
  public interface DomainMBean {

    Boolean getintegratedJaspi();
  }

  /** One that is integrated, is not, or does not say so. */
  public static final class Domain implements DomainMBean {

    private final Boolean integrated;

    Domain(Boolean integrated) {
      this.integrated = integrated;
    }

    @Override
    public Boolean getintegratedJaspi() {
      return integrated;
    }
  }

  @Test
  void aDomainThatIsIntegratedIsWarnedOf() throws Exception {
    add("other", true);
    assertTrue(Elytron.warning(management).orElseThrow().contains("integrated-jaspi"));
  }

  @Test
  void oneOfManyIsEnoughForAWarning() throws Exception {
    add("other", false);
    add("staff", true);
    assertTrue(Elytron.warning(management).isPresent());
  }

  @Test
  void whatIsNotToldIsWarnedOf() throws Exception {
    assertTrue(Elytron.warning(management).isPresent(), "no management");
    add("other", null);
    assertTrue(Elytron.warning(management).isPresent(), "the default");
  }

  @Test
  void whereNoDomainIsIntegratedThereIsNothingToSay() throws Exception {
    add("other", false);
    add("staff", false);
    assertEquals("", Elytron.warning(management).orElse(""));
  }

  private void add(String domain, Boolean integrated) throws Exception {
    management.registerMBean(
        new Domain(integrated),
        new ObjectName("jboss.as:subsystem=undertow,application-security-domain=" + domain));
  }
}
