package io.github.postern.auth;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** Where a request goes inside the application. */
final class RequestPath {

    private RequestPath() {
    }

    /**
     * Returns the path as the container understood it, decoded: what it mapped the request by. In an include that is the
     * path of what is included; the methods of the request tell that of the page around it (Servlet 6.0 section 9.3.1).
     */
    static String of(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.INCLUDE
                && request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH) instanceof String included) {
            return join(included, (String) request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO));
        }
        return join(request.getServletPath(), request.getPathInfo());
    }

    private static String join(String servletPath, String pathInfo) {
        return pathInfo == null ? servletPath : servletPath + pathInfo;
    }
}
