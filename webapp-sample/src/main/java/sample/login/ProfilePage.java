package sample.login;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sample.factor.SecondFactors;
import sample.web.Page;

/**
 * The profile page in three tabs: who I am, my second factor, and my API keys, where people may
 * manage these.
 */
public final class ProfilePage extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** What the menu asks for with {@code ?key=}, and what the element on the page calls it. */
  private static final Map<String, String> OPEN = Map.of("add", "create", "view", "details");

  private static final String KEYS = "Tokens";
  private static final List<String> TABS = List.of("Profile", "Security", KEYS);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    UserProfile profile = UserProfile.of(request);
    Map<String, String> values = profile.values();
    String open = OPEN.getOrDefault(LoginServlet.field(request, "key"), "");
    String wanted = open.isEmpty() ? LoginServlet.field(request, "tab") : KEYS;
    String shown = TABS.stream()
        .filter(tab -> profile.managesKeys() || !tab.equals(KEYS))
        .filter(tab -> tab.equalsIgnoreCase(wanted))
        .findFirst()
        .orElse(TABS.get(0));
    values.put("open", open);
    values.put("heading", shown);
    for (String tab : TABS) {
      values.put("at" + tab, UserProfile.current(tab.equals(shown)));
      values.put("in" + tab, tab.equals(shown) ? "yes" : "");
    }
    putSignIn(request, values);
    Page.load(getServletContext(), "profile").show(response, values);
  }

  private void putSignIn(HttpServletRequest request, Map<String, String> values) {
    SecondFactors factors = SecondFactors.of(getServletContext());
    Optional<User> local = Login.user(request).filter(user -> user.source() == Login.Source.LOCAL);
    boolean on = local.filter(user -> factors.isOn(user.id())).isPresent();
    values.put(
        "signIn", local.isEmpty() ? "Single sign-on" : on ? "Password and code" : "Password");
    values.put(
        "factor",
        local.isEmpty()
            ? "Your identity provider looks after it."
            : on
                ? "On. You sign in with your password and a code of your"
                    + " authenticator app. Recovery codes left: "
                    + factors.recoveryCodes(local.get().id())
                    + "."
                : "Off. Everybody who knows your password can sign in as you.");
    values.put("factorHidden", local.isEmpty() ? "hidden" : "");
    values.put("factorAction", on ? "Turn off" : "Set up");
  }
}
