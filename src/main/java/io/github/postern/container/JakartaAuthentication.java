package io.github.postern.container;

/** Tells whether a server has Jakarta Authentication. The one class here that may be loaded where it has not. */
public final class JakartaAuthentication {

    private static final String FACTORY = "jakarta.security.auth.message.config.AuthConfigFactory";

    private JakartaAuthentication() {
    }

    /** Returns whether the library can see the specification. */
    public static boolean isPresent() {
        try {
            Class.forName(FACTORY, false, JakartaAuthentication.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
