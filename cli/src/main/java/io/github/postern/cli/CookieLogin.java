package io.github.postern.cli;

import io.github.postern.key.Secret;
import java.net.http.HttpRequest;
import java.util.regex.Pattern;

/**
 * A session that is there already, such as that of a browser that signed in through single sign-on.
 */
final class CookieLogin implements LoginMethod {

  /** RFC 6265 section 4.2.1: cookie pairs, nothing that could end the header. */
  private static final Pattern COOKIES = Pattern.compile(
      "[!-~&&[^=;,\"\\\\]]+=[!-~&&[^;,\\\\]]*" + "(; ?[!-~&&[^=;,\"\\\\]]+=[!-~&&[^;,\\\\]]*)*;?");

  private static final Pattern HEADER = Pattern.compile("(?i)^cookie: *");

  private final Secret cookies;
  private final String file;

  private CookieLogin(Secret cookies, String file) {
    this.cookies = cookies;
    this.file = file;
  }

  /** Reads the file, whose first line is the value of a {@code Cookie} header. */
  static CookieLogin of(String file, Shell shell) {
    String line = FirstLine.of("a session cookie", file, shell).reveal();
    String cookies = HEADER.matcher(line).replaceFirst("").strip();
    if (!COOKIES.matcher(cookies).matches()) {
      throw new CommandException(
          ExitCode.USAGE,
          "The first line of "
              + file
              + " must be the session cookie as name=value, such as JSESSIONID=…");
    }
    return new CookieLogin(new Secret(cookies), file);
  }

  @Override
  public void begin(Server server) {
    // it has begun in the browser
  }

  @Override
  public void addTo(HttpRequest.Builder request) {
    request.header("Cookie", cookies.reveal());
  }

  @Override
  public String remedy() {
    return "the session in "
        + file
        + " is over, or that of another application. Sign in again in the browser and"
        + " copy its cookie.";
  }
}
