package io.github.postern.manage;

import io.github.postern.issue.Actor;
import io.github.postern.issue.AdminReach;
import io.github.postern.issue.ManagingKeyLimits;
import io.github.postern.key.KeyId;
import io.github.postern.spi.Login;
import io.github.postern.spi.OwnerStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * A call of this API by somebody who is logged in.
 *
 * @param request the request
 * @param path what its path says
 * @param login who calls
 * @param status what the directory of owners says of them; empty if there is none
 * @param limits what the key is limited to by which this is called; empty for a login
 */
record ApiCall(
    HttpServletRequest request,
    PathMatch path,
    Login login,
    Optional<OwnerStatus> status,
    Optional<ManagingKeyLimits> limits) {

  /** Creates a call; the login is given the id that the directory has for it. */
  ApiCall {
    login = login.withOwnerId(status.flatMap(OwnerStatus::id));
  }

  String method() {
    return request.getMethod();
  }

  /** Returns the caller in the role that this call is made in. */
  Caller caller() {
    return new Caller(login, path.by() == CalledBy.ADMINISTRATOR, limits);
  }

  /** Returns who does something with keys of their own. */
  Actor actor() {
    return actor(AdminReach.NOBODY);
  }

  /** Returns who does something with keys of others. */
  Actor actor(AdminReach reach) {
    return new Actor(
        login.owner().name(),
        login.owner().realm(),
        request.getRemoteAddr(),
        login.ownerId(),
        reach,
        limits);
  }

  /** Returns the id of the key that this call is about; its row has {@code {id}} in its path. */
  KeyId id() {
    return path.keyId().orElseThrow();
  }

  /** Returns whom this call names; its row has {@code {owner}} in its path. */
  String ownerName() {
    return path.owner().orElseThrow();
  }

  /**
   * Returns a parameter of the query; empty if it is not there or has no value.
   *
   * @throws BadRequestException if the query cannot be decoded: some containers tell that by
   *     exceptions of their own
   */
  Optional<String> parameter(String name) throws BadRequestException {
    try {
      return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isEmpty());
    } catch (RuntimeException e) {
      throw new BadRequestException(
          "The query of the URL must be percent-encoded UTF-8 (RFC 3986, 2.5).");
    }
  }

  /** Returns the path of something below this call's own path. */
  String location(KeyId id) {
    String self = request.getRequestURI();
    return (self.endsWith("/") ? self : self + "/") + id;
  }
}
