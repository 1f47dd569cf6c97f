package sample.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import sample.web.Page;

/**
 * The page that asks a known person for one thing: a code, or the password once more.
 *
 * @param page which of the pages
 * @param user the name of the person
 * @param values what is different on it
 */
record VerificationPage(String page, String user, Map<String, String> values) {

  static final String WRONG_CODE =
      "This code is not right, or it was used before. Wait for the next one and try again.";
  static final String WRONG_PASSWORD = "This is not your password. Please try again.";

  static VerificationPage codeToLogIn(String user) {
    return new VerificationPage(
        "code",
        user,
        Map.of(
            "heading",
            "Enter your code",
            "who",
            "Signing in as",
            "action",
            "login/code",
            "button",
            "Sign in",
            "elsewhere",
            "login",
            "elsewhereText",
            "Sign in as somebody else"));
  }

  static VerificationPage codeOnceMore(String user) {
    return new VerificationPage("code", user, onceMore());
  }

  static VerificationPage passwordOnceMore(String user) {
    return new VerificationPage("again", user, onceMore());
  }

  private static Map<String, String> onceMore() {
    return Map.of(
        "heading",
        "Is it still you?",
        "who",
        "Please confirm that you are",
        "action",
        "login/again",
        "button",
        "Continue",
        "elsewhere",
        "profile",
        "elsewhereText",
        "Cancel");
  }

  void show(HttpServletRequest request, HttpServletResponse response, String message)
      throws IOException {
    boolean sample = user.equals("grace");
    Map<String, String> all = new HashMap<>(values);
    all.put("user", user);
    all.put("message", message);
    all.put("return", LocalPath.of(request.getParameter("return")));
    all.put("hint", sample ? "" : "hidden");
    all.put("secret", sample ? SampleUsers.SECRET_OF_GRACE : "");
    Page.load(request.getServletContext(), page).show(response, all);
  }
}
