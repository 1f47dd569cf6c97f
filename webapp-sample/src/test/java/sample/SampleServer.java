package sample;

import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** The WAR of this build on a free port, with its data in a folder of the test. */
final class SampleServer implements AutoCloseable {

    private static final String WAR = "target/webapp-sample.war";

    private final Server server;
    private final URI uri;

    private SampleServer(Server server, URI uri) {
        this.server = server;
        this.uri = uri;
    }

    /** Started again with the same folder, it has the same users, jobs and keys. */
    static SampleServer start(Path folder) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("localhost");
        server.addConnector(connector);
        server.setHandler(application(folder));
        try {
            server.start();
        } catch (Exception failed) {
            LifeCycle.stop(server);
            throw failed;
        }
        return new SampleServer(server, URI.create("http://localhost:" + connector.getLocalPort()));
    }

    private static WebAppContext application(Path folder) {
        WebAppContext application = new WebAppContext(Path.of(WAR).toAbsolutePath().toString(), "/");
        application.setTempDirectory(folder.resolve("unpacked").toFile());
        application.setThrowUnavailableOnStartupException(true);
        application.setInitParameter("sample.data", folder.toString());
        application.setInitParameter("sample.secure-cookies", "false");
        application.setInitParameter("postern.data-directory", folder.resolve("postern").toString());
        return application;
    }

    URI uri() {
        return uri;
    }

    /** Somebody who has not been here before. */
    Visitor visitor() {
        return new Visitor(uri);
    }

    /** Somebody who has logged in; in the sample the password is the name. */
    Visitor loggedIn(String user) throws Exception {
        Visitor visitor = visitor();
        visitor.logIn(user, user);
        return visitor;
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
