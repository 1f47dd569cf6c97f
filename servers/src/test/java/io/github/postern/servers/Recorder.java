package io.github.postern.servers;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Counts the tests of a server and writes down how many passed. */
final class Recorder implements TestWatcher, AfterAllCallback {

    private int passed;
    private int failed;
    private int skipped;

    @Override
    public void testSuccessful(ExtensionContext context) {
        passed++;
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        failed++;
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        skipped++;
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        skipped++;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        OnServer test = (OnServer) context.getRequiredTestInstance();
        if (passed + failed > 0) {
            Results.ran(test.server(), test.server().defaultProvider(), "Derby, embedded", passed + " of "
                    + (passed + failed) + " tests passed" + (skipped == 0 ? "" : ", " + skipped + " do not apply"));
        }
    }
}
