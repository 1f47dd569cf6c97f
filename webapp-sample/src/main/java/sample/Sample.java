package sample;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import sample.data.Database;
import sample.factor.SecondFactors;
import sample.jobs.Jobs;
import sample.login.LoginService;
import sample.login.SampleUsers;
import sample.login.Users;

/** Opens the database when the application starts and closes it when the application stops. */
public final class Sample implements ServletContextListener {

  /** A system property, or else a context parameter: the folder of the application's data. */
  static final String DATA = "sample.data";

  /**
   * A system property, or else a context parameter: whether browsers send the session cookie by
   * https only.
   */
  private static final String SECURE_COOKIES = "sample.secure-cookies";

  private Database database;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    context.getSessionCookieConfig().setSecure(secureCookies(context));
    Path folder = DataDirectory.of(setting(context, DATA), System.getProperty("user.home"));
    Clock clock = Clock.systemUTC();
    database = Database.open(folder);
    Users users = new Users(database);
    SecondFactors factors = new SecondFactors(database, folder, clock, new SecureRandom());
    Jobs jobs = new Jobs(database);
    SampleUsers.add(users, factors);
    jobs.addSamples();
    users.publish(context);
    factors.publish(context);
    new LoginService(users, factors, clock).publish(context);
    jobs.publish(context);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (database != null) {
      database.close();
    }
  }

  private static boolean secureCookies(ServletContext context) {
    String value = setting(context, SECURE_COOKIES);
    if (value != null && !value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException(SECURE_COOKIES
          + " is "
          + value
          + ". It must be true, or false where the"
          + " application is reached by plain http.");
    }
    return !"false".equals(value);
  }

  private static String setting(ServletContext context, String name) {
    return System.getProperty(name, context.getInitParameter(name));
  }
}
