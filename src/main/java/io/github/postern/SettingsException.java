package io.github.postern;

/**
 * A setting is wrong, so the application must not start: it could let requests in that it should not. The message says
 * which, what it was, what it has to be and how to mend it; it never holds a secret.
 */
public final class SettingsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public SettingsException(String message) {
        super(message);
    }

    SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
