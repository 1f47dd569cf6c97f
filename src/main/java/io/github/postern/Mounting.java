package io.github.postern;

import io.github.postern.auth.Doorkeeper;
import io.github.postern.auth.LoginServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Registration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

/**
 * Where the filter and the servlets are in an application, unless it declares them itself.
 *
 * @param urlPatterns where keys are accepted
 * @param path of the management API
 * @param login whether people have to be sent to a login of the container
 */
record Mounting(List<String> urlPatterns, String path, boolean login) {

    private static final String FILTER = "postern";
    private static final String SERVLET = "postern-api";
    private static final String LOGIN = "postern-login";

    Mounting {
        urlPatterns = List.copyOf(urlPatterns);
    }

    /** Registers what the application has not declared in {@code web.xml}; the filter before those that it declares. */
    void install(ServletContext context, Filter filter, Servlet servlet) {
        if (!declares(context.getFilterRegistrations().values(), PosternFilter.class)) {
            FilterRegistration.Dynamic registration = free(context.addFilter(FILTER, filter), FILTER);
            registration.setAsyncSupported(true);
            registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false,
                    urlPatterns.toArray(String[]::new));
        }
        if (!declares(context.getServletRegistrations().values(), PosternServlet.class)) {
            free(context.addServlet(SERVLET, servlet), SERVLET).addMapping(path + "/*");
        }
        if (login) {
            ServletRegistration.Dynamic registration = free(context.addServlet(LOGIN, new LoginServlet()), LOGIN);
            registration.addMapping(Doorkeeper.LOGIN_PATH);
        }
    }

    private static boolean declares(Collection<? extends Registration> registrations, Class<?> type) {
        return registrations.stream().anyMatch(registration -> type.getName().equals(registration.getClassName()));
    }

    private static <T> T free(T registration, String name) {
        if (registration == null) {
            throw new SettingsException("The application has a filter or servlet named '" + name + "' already. Rename it,"
                    + " or declare " + PosternFilter.class.getName() + " and " + PosternServlet.class.getName()
                    + " in web.xml.");
        }
        return registration;
    }
}
