package io.github.postern.manage;

import io.github.postern.http.ErrorStyle;
import io.github.postern.http.JsonResponse;
import io.github.postern.http.Problem;
import io.github.postern.key.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * An answer of this API, before it is written. A check that may refuse a call returns an optional
 * one: why the call ends here, or nothing.
 */
sealed interface ApiResponse {

  void write(HttpServletResponse response, ErrorStyle style) throws IOException;

  /** Returns this answer without the secret that it may hold. */
  default ApiResponse withoutSecret() {
    return this;
  }

  /** Returns why a call was refused, for people; empty text for an answer that refuses nothing. */
  default String detail() {
    return "";
  }

  static ApiResponse ok(JsonObject json) {
    return new Body(200, json);
  }

  /** Something was made that has this id below the path of the call. */
  static ApiResponse created(String location, JsonObject json) {
    return new Created(location, new Body(201, json));
  }

  static ApiResponse nothing() {
    return new Empty();
  }

  static ApiResponse problem(Problem problem) {
    return new Refused(problem);
  }

  /** Not with this method (RFC 9110 section 15.5.6). */
  static ApiResponse wrongMethod(String allowed) {
    return new WithHeaders(
        Map.of("Allow", allowed),
        problem(new Problem(
            405,
            "method-not-allowed",
            "Not with this method",
            "This path takes " + allowed + ".")));
  }

  /** Returns a secret as plain text, for scripts that asked for no more. */
  static ApiResponse text(Secret secret) {
    return new PlainSecret(secret);
  }

  /** A secret and nothing else. */
  record PlainSecret(Secret secret) implements ApiResponse {
    @Override
    public void write(HttpServletResponse response, ErrorStyle style) throws IOException {
      KeyJson.writePlain(secret, response);
    }
  }

  /** A JSON object. */
  record Body(int status, JsonObject json) implements ApiResponse {
    @Override
    public void write(HttpServletResponse response, ErrorStyle style) throws IOException {
      JsonResponse.write(response, status, json);
    }

    /** Without the object, which may hold a secret. */
    @Override
    public String toString() {
      return "Body[" + status + "]";
    }
  }

  /** A JSON object about something new, and where it is. */
  record Created(String location, Body body) implements ApiResponse {

    @Override
    public ApiResponse withoutSecret() {
      return new Created(
          location,
          new Body(
              body.status(), Json.createObjectBuilder(body.json()).remove("key").build()));
    }

    @Override
    public void write(HttpServletResponse response, ErrorStyle style) throws IOException {
      response.setHeader("Location", location);
      body.write(response, style);
    }
  }

  /** Another answer with headers of its own. */
  record WithHeaders(Map<String, String> headers, ApiResponse reply) implements ApiResponse {
    @Override
    public void write(HttpServletResponse response, ErrorStyle style) throws IOException {
      headers.forEach(response::setHeader);
      reply.write(response, style);
    }
  }

  /** Done, and nothing to say. */
  record Empty() implements ApiResponse {
    @Override
    public void write(HttpServletResponse response, ErrorStyle style) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }

  /** Not done. */
  record Refused(Problem problem) implements ApiResponse {

    @Override
    public String detail() {
      return problem.detail();
    }

    @Override
    public void write(HttpServletResponse response, ErrorStyle style) throws IOException {
      style.write(response, problem);
    }
  }
}
