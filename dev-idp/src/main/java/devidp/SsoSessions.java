package devidp;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The users who are signed in here, by a cookie. Forgotten when the process ends. */
final class SsoSessions {

  private static final String COOKIE = "dev-idp-session";
  private static final int MOST = 1000;
  private static final int ID_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, SsoSession> sessions =
      Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SsoSession> eldest) {
          return size() > MOST;
        }
      });

  Optional<SsoSession> of(Visit visit) {
    return visit.cookie(COOKIE).map(sessions::get);
  }

  void begin(Visit visit, SsoSession session) {
    end(visit);
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    sessions.put(value, session);
    visit.setCookie(COOKIE, value);
  }

  void end(Visit visit) {
    visit.cookie(COOKIE).ifPresent(sessions::remove);
    visit.setCookie(COOKIE, "");
  }
}
