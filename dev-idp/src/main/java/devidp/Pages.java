package devidp;

import java.net.URI;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The pages. Each one says that this is not for production. */
final class Pages {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
          "d MMMM uuuu, HH:mm:ss", Locale.ENGLISH)
      .withZone(ZoneId.systemDefault());

  private static final String FRAME = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>%s · Development identity provider</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="/dev-idp.css">
              %s
            </head>
            <body>
              <p class="warning"><b>Development identity provider. NOT FOR PRODUCTION.</b>
                It asks for no password: whoever clicks is signed in.</p>
              <main>
            %s
              </main>
            </body>
            </html>
            """;
  private static final String LOGIN = """
            <h1>Who signs in?</h1>
            <p class="soft">The application at <b>%s</b> asks%s.</p>
            <form method="post" action="/sso">
              <input type="hidden" name="SAMLRequest" value="%s">
              <input type="hidden" name="RelayState" value="%s">
              <fieldset class="people">
                <legend class="unseen">Person</legend>
            %s  </fieldset>
              <fieldset>
                <legend>How long the session is</legend>
                <div class="lengths">
            %s      <label class="own"><input type="radio" name="length" value="own"><span>Other</span></label>
                </div>
                <label class="minutes"><input name="minutes" type="number" min="0" max="2628000" value="5"
                  aria-label="Minutes"> minutes</label>
              </fieldset>
              <label class="check"><input type="checkbox" name="end" checked>
                <span>Tell the application when the session ends <small>SessionNotOnOrAfter</small></span></label>
              <button type="submit">Sign in</button>
            </form>\
            """;
  private static final String PROCEED = """
            <h1>Signed in as %s</h1>
            <p class="soft">%s</p>
            <form id="proceed" method="post" action="%s">
              <input type="hidden" name="SAMLResponse" value="%s">
              <input type="hidden" name="RelayState" value="%s">
              <button type="submit">Continue</button>
            </form>\
            """;
  private static final String HOME = """
            <h1>%s</h1>
            <p class="soft">%s</p>
            %s
            <p class="soft">Service providers read <a href="/metadata">%s</a>.</p>\
            """;
  private static final String FORGET =
      "<form method=\"post\" action=\"/forget\"><button type=\"submit\">Sign out"
          + " here</button></form>";

  private Pages() {}

  static String login(SamlRequest request, Map<String, String> fields) {
    return frame(
        "Sign in",
        "",
        LOGIN.formatted(
            Xml.escape(request.acs().getAuthority()),
            request.forceAuthn() ? ", and wants you to sign in anew" : "",
            Xml.escape(fields.get("SAMLRequest")),
            Xml.escape(fields.getOrDefault("RelayState", "")),
            userList(),
            lengths()));
  }

  /** Goes on by itself; without scripts the person clicks. */
  static String proceed(
      SamlRequest request, String response, String relayState, SamlResponse said) {
    String end = said.sessionEnd()
        .map(time -> "The session ends on " + TIME.format(time) + ".")
        .orElse("The application is not told when the session ends.");
    return frame(
        "Signed in",
        "<script type=\"module\" src=\"/continue.js\"></script>",
        PROCEED.formatted(
            Xml.escape(said.user().fullName()),
            end,
            Xml.escape(request.acs().toString()),
            response,
            Xml.escape(relayState)));
  }

  static String home(Optional<SsoSession> session, URI metadata) {
    return frame(
        "Start",
        "",
        HOME.formatted(
            session
                .map(one -> "Signed in as " + Xml.escape(one.user().fullName()))
                .orElse("Nobody is signed in"),
            session
                .map(one -> "Since "
                    + TIME.format(one.since())
                    + ". Applications sign you in without"
                    + " asking until you sign out here.")
                .orElse("Begin at your application, with “Sign in with SSO”."),
            session.isPresent() ? FORGET : "",
            metadata));
  }

  static String error(String message) {
    return frame(
        "Error", "", "<h1>That did not work</h1><p>" + Xml.escape(visible(message)) + "</p>");
  }

  private static String userList() {
    List<TestUser> all = TestUser.ALL;
    return IntStream.range(0, all.size())
        .mapToObj(number -> """
                                    <label><input type="radio" name="person" value="%d"%s>
                                      <span><b>%s</b><small><code>%s</code> · %s</small></span></label>
                                """.formatted(
                number,
                number == 0 ? " checked" : "",
                Xml.escape(all.get(number).fullName()),
                Xml.escape(visible(all.get(number).name())),
                Xml.escape(all.get(number).hint())))
        .collect(Collectors.joining());
  }

  private static String lengths() {
    return SessionLengths.OFFERED.entrySet().stream()
        .map(length -> """
                                      <label><input type="radio" name="length" value="%s"%s><span>%s</span></label>
                                """.formatted(
                length.getKey(),
                length.getKey().equals(SessionLengths.DEFAULT) ? " checked" : "",
                length.getValue()))
        .collect(Collectors.joining());
  }

  private static String frame(String title, String head, String main) {
    return FRAME.formatted(title, head, main);
  }

  /** Characters that a browser would act on instead of showing them, as their numbers. */
  private static String visible(String text) {
    return text.codePoints()
        .mapToObj(c -> Character.getType(c) == Character.FORMAT || Character.isISOControl(c)
            ? String.format("\\u%04x", c)
            : Character.toString(c))
        .collect(Collectors.joining());
  }
}
