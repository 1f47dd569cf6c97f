package io.github.postern.container;

import io.github.postern.auth.Finding;
import io.github.postern.auth.KeyCheck;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Tells Jakarta Security 3.0 whose key a request carries; a request without one gets the mechanism of the application. Safe
 * for use by many threads.
 */
class KeyMechanism implements HttpAuthenticationMechanism {

    private final BeanManager beans;

    /** For the proxies that CDI makes of it. */
    protected KeyMechanism() {
        this(null);
    }

    KeyMechanism(BeanManager beans) {
        this.beans = beans;
    }

    @Override
    public AuthenticationStatus validateRequest(HttpServletRequest request, HttpServletResponse response,
            HttpMessageContext context) throws AuthenticationException {
        if (!(request.getServletContext().getAttribute(Modules.CHECK) instanceof KeyCheck check)) {
            return application().validateRequest(request, response, context);
        }
        Exchange exchange = new Exchange(context.getMessageInfo(), context.getClientSubject(), null, null);
        try {
            Finding finding = check.look(request, response);
            return switch (finding.kind()) {
                case CALLER -> {
                    exchange.isMadeWithKey();
                    yield context.notifyContainerAboutLogin(finding.caller().getName(), finding.caller().roles());
                }
                case ANSWERED -> {
                    exchange.sendAnswer();
                    yield AuthenticationStatus.SEND_FAILURE;
                }
                case NOBODY, NOTHING -> application().validateRequest(request, response, context);
            };
        } catch (IOException e) {
            throw new AuthenticationException("The request cannot be answered", e);
        }
    }

    @Override
    public AuthenticationStatus secureResponse(HttpServletRequest request, HttpServletResponse response,
            HttpMessageContext context) throws AuthenticationException {
        return application().secureResponse(request, response, context);
    }

    @Override
    public void cleanSubject(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        application().cleanSubject(request, response, context);
    }

    private HttpAuthenticationMechanism application() {
        List<Bean<?>> others = beans.getBeans(HttpAuthenticationMechanism.class, Any.Literal.INSTANCE).stream()
                .filter(bean -> !KeyMechanism.class.equals(bean.getBeanClass())).toList();
        if (others.size() != 1) {
            throw new IllegalStateException("The application has " + others.size() + " mechanisms of Jakarta Security: "
                    + others.stream().map(bean -> bean.getBeanClass().getName()).toList() + ". Keys can be put before"
                    + " one; take the extension out, and let the filter keep the constraints.");
        }
        return (HttpAuthenticationMechanism) beans.getReference(others.get(0), HttpAuthenticationMechanism.class,
                beans.createCreationalContext(others.get(0)));
    }
}
