package io.github.postern.manage;

import io.github.postern.issue.Actor;
import io.github.postern.issue.Login;
import io.github.postern.key.KeyId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/**
 * A call of this API by somebody who is logged in.
 *
 * @param request the request
 * @param path the segments of its path below the API
 * @param login who calls
 */
record Call(HttpServletRequest request, List<String> path, Login login) {

    String method() {
        return request.getMethod();
    }

    Actor actor() {
        return new Actor(login.owner().name(), request.getRemoteAddr());
    }

    /** Returns the key id at this place of the path; empty if what stands there can be none. */
    Optional<KeyId> id(int segment) {
        return KeyId.parse(path.get(segment));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isEmpty());
    }

    /** Returns the path of something below this call's own path. */
    String location(KeyId id) {
        String self = request.getRequestURI();
        return (self.endsWith("/") ? self : self + "/") + id;
    }
}
