package io.github.postern.container;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;

/** What an application has of Jakarta Security. To be loaded only where the server has it. */
final class JakartaSecurity {

    private JakartaSecurity() {
    }

    /** Returns whether our mechanism stands before that of the application. */
    static boolean takesKeys() {
        return beans() != null && beans().getBeans(HttpAuthenticationMechanism.class, Any.Literal.INSTANCE).stream()
                .anyMatch(bean -> KeyMechanism.class.equals(bean.getBeanClass()));
    }

    /** Returns whether the application logs people in by a mechanism. */
    static boolean hasMechanism() {
        return beans() != null && !beans().getBeans(HttpAuthenticationMechanism.class, Any.Literal.INSTANCE).isEmpty();
    }

    private static BeanManager beans() {
        try {
            return CDI.current().getBeanManager();
        } catch (IllegalStateException e) {
            return null; // this application has no beans
        }
    }
}
