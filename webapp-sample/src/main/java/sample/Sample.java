package sample;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Path;
import sample.data.Database;
import sample.jobs.Jobs;
import sample.login.Users;

/** Opens the database when the application starts and closes it when the application stops. */
public final class Sample implements ServletContextListener {

    /** A system property, or else a context parameter: the folder of the application's data. */
    private static final String DATA = "sample.data";

    private Database database;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        database = Database.open(folder(context));
        Users users = new Users(database);
        Jobs jobs = new Jobs(database);
        users.addSamples();
        jobs.addSamples();
        users.publish(context);
        jobs.publish(context);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (database != null) {
            database.close();
        }
    }

    private static Path folder(ServletContext context) {
        String folder = System.getProperty(DATA, context.getInitParameter(DATA));
        return folder != null ? Path.of(folder) : Path.of(System.getProperty("user.home"), ".postern-sample");
    }
}
