package stranger.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells who somebody is, at places that different people may see. */
@RestController
public class WhoController {

  /** By everybody who is logged in. */
  @RequestMapping(path = {"/who", "/jobs/who", "/stateless/who", "/session/who"})
  String who(
      Authentication authentication,
      @AuthenticationPrincipal UserDetails user,
      Principal principal,
      HttpServletRequest request) {
    Map<String, Object> seen = new TreeMap<>();
    seen.put("authentication", authentication.getName());
    seen.put(
        "authorities",
        authentication.getAuthorities().stream().map(Object::toString).sorted().toList());
    seen.put("details", user.getUsername());
    seen.put("principal", principal.getName());
    seen.put("remote", request.getRemoteUser());
    seen.put("operator", request.isUserInRole("operator"));
    seen.put("administrator", request.isUserInRole("administrator"));
    seen.put("type", request.getAuthType());
    return lines(seen);
  }

  /** By a path that only administrators may call. */
  @GetMapping("/admin/who")
  String admin(Authentication authentication) {
    return "PROTECTED " + authentication.getName();
  }

  /** By a method that only administrators may call. */
  @PostMapping("/orders/delete")
  @PreAuthorize("hasRole('administrator')")
  public String delete() {
    return "PROTECTED deleted";
  }

  /** By a method that operators may call. */
  @PostMapping("/orders/create")
  @PreAuthorize("hasRole('operator') and authentication.name == 'alice'")
  public String create(@RequestParam("what") String what) {
    return "created " + what;
  }

  /** In another thread. */
  @GetMapping("/later")
  Callable<String> later() {
    return () ->
        "later=" + SecurityContextHolder.getContext().getAuthentication().getName() + "\n";
  }

  /** Returns the content of the session; makes one if there is none. */
  @GetMapping("/session-id")
  String session(HttpSession session) {
    return "id=" + session.getId() + "\n";
  }

  /** A path that only a key opens, by a setting of Postern. */
  @RequestMapping({"/batch/run", "/batch/run.do"})
  String batch() {
    return "PROTECTED batch";
  }

  private static String lines(Map<String, Object> seen) {
    StringBuilder text = new StringBuilder();
    seen.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return text.toString();
  }
}
