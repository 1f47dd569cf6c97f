package io.github.postern.login;

import io.github.postern.text.HeaderText;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.CharacterCodingException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that a proxy says with each request: in a header, which any client could send too, or
 * in a request attribute, which only the server itself can set, as an AJP connector does.
 * {@code attribute:REMOTE_USER} is {@code getRemoteUser()}, for that is where such a connector puts
 * it.
 */
final class RequestValue {

  private static final String ATTRIBUTE = "attribute:";
  private static final String REMOTE_USER = "REMOTE_USER";
  private static final Pattern TOKEN =
      Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+"); // RFC 9110, section 5.6.2

  private final String name;
  private final boolean attribute;

  private RequestValue(String name, boolean attribute) {
    this.name = name;
    this.attribute = attribute;
  }

  /**
   * Reads what names one.
   *
   * @throws IllegalArgumentException if the text is neither the name of a header nor
   *     {@code attribute:} and a name
   */
  static RequestValue parse(String text) {
    boolean attribute = text.startsWith(ATTRIBUTE);
    String name = attribute ? text.substring(ATTRIBUTE.length()).strip() : text;
    if (attribute ? name.isEmpty() : !TOKEN.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "must be the name of a header such as X-Remote-User, or attribute: and the"
              + " name of a request attribute");
    }
    return new RequestValue(name, attribute);
  }

  /** Returns whether this is something that any client could send. */
  boolean isHeader() {
    return !attribute;
  }

  /** Returns the name of the header or the attribute. */
  String name() {
    return name;
  }

  /** Returns whether a request has it, whatever it says. */
  boolean isPresent(HttpServletRequest request) {
    return attribute ? request.getAttribute(name) != null : request.getHeader(name) != null;
  }

  /**
   * Returns what a request says.
   *
   * @return empty if it says nothing: what some proxies write for nothing is nothing too
   * @throws IllegalStateException if the header is there twice, or is no UTF-8
   */
  Optional<String> read(HttpServletRequest request) {
    return (attribute ? attribute(request) : header(request))
        .map(this::decoded)
        .map(String::strip)
        .filter(text -> !text.isEmpty() && !text.equals("(null)"));
  }

  private Optional<String> attribute(HttpServletRequest request) {
    Object value = name.equals(REMOTE_USER) ? request.getRemoteUser() : request.getAttribute(name);
    return Optional.ofNullable(value).map(found -> ExpectedText.TEXT.of(toString(), "", found));
  }

  private Optional<String> header(HttpServletRequest request) {
    Enumeration<String> headers = request.getHeaders(name);
    List<String> values = headers == null ? List.of() : Collections.list(headers);
    if (values.size() > 1) {
      throw new IllegalStateException("The header "
          + name
          + " came "
          + values.size()
          + " times, and it is unknown which of them the proxy set. Configure the"
          + " proxy to remove the client's header before it sets its own.");
    }
    return values.stream().findFirst();
  }

  /** Such proxies send UTF-8, which most servers read as ISO-8859-1. */
  private String decoded(String text) {
    try {
      return HeaderText.decode(text);
    } catch (CharacterCodingException e) {
      throw new IllegalStateException(
          this + " holds characters that are no UTF-8. Let the proxy send UTF-8.", e);
    }
  }

  @Override
  public String toString() {
    return (attribute ? "the request attribute " : "the header ") + name;
  }
}
