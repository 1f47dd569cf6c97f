package io.github.postern.login;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.postern.key.LoginSource;
import io.github.postern.spi.Login;
import io.github.postern.spi.LoginResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The login that Spring Security 6 or 7 keeps. Spring's own filters may or may not run before the
 * management servlet: where they do, {@code SecurityContextHolder} says who it is; where they do
 * not, the session does. The holder is not asked outside of these filters, for nobody would have
 * emptied it after another request of the same thread.
 */
final class SpringLogin implements LoginResolver {

  private static final String SECURITY = "org.springframework.security.";
  private static final String HOLDER = SECURITY + "core.context.SecurityContextHolder";
  private static final String SESSION_ATTRIBUTE = "SPRING_SECURITY_CONTEXT";

  /** The attribute that {@code FilterChainProxy} sets while it runs. */
  private static final String IN_CHAIN = SECURITY + "web.FilterChainProxy.APPLIED";

  private static final String CONTEXT = SECURITY + "core.context.SecurityContext";

  /** How many SAML responses are remembered; with their sessions they are forgotten. */
  private static final int RESPONSES = 1_000;

  private final Getters members = new Getters();
  private final String rolePrefix;
  private final LoginSource source;

  /** Made with the first login: settings are checked by tools that have none of what it needs. */
  private volatile @Nullable SpringAuthentication reader;

  private volatile @Nullable Class<?> holder;

  /**
   * Creates the resolver.
   *
   * @param rolePrefix what authorities that are roles start with, {@code ROLE_} by default; taken
   *     off. Others are roles as they are
   * @param source how people log in, where Spring's kind of login is not SAML
   */
  SpringLogin(String rolePrefix, LoginSource source) {
    this.rolePrefix = Objects.requireNonNull(rolePrefix, "rolePrefix");
    this.source = Objects.requireNonNull(source, "source");
  }

  private SpringAuthentication reader() {
    SpringAuthentication made = reader;
    if (made == null) {
      made = new SpringAuthentication(
          members,
          rolePrefix,
          source,
          Caffeine.newBuilder()
              .weakKeys()
              .maximumSize(RESPONSES)
              .executor(Runnable::run)
              .build());
      reader = made;
    }
    return made;
  }

  @Override
  public Optional<Login> resolve(HttpServletRequest request) {
    Class<?> holderType = holder(request);
    Object authentication =
        request.getAttribute(IN_CHAIN) == null ? null : authentication(contextOf(holderType));
    if (authentication == null) {
      authentication =
          authentication(SessionAttributes.attributes(request).apply(SESSION_ATTRIBUTE));
    }
    return authentication == null ? Optional.empty() : reader().login(authentication);
  }

  private @Nullable Object authentication(@Nullable Object context) {
    if (context == null) {
      return null;
    }
    if (!Getters.isA(context, CONTEXT)) {
      throw new IllegalStateException("The session attribute "
          + SESSION_ATTRIBUTE
          + " holds a "
          + context.getClass().getName()
          + ", but must hold Spring Security's SecurityContext. Set postern.login"
          + " to where this application keeps its logins.");
    }
    return members.get(context, "getAuthentication");
  }

  private static @Nullable Object contextOf(Class<?> holder) {
    try {
      return holder.getMethod("getContext").invoke(null);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          HOLDER + ".getContext() threw " + e.getTargetException().getClass().getName());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "This is no Spring Security 6 or 7: " + HOLDER + " has no getContext()", e);
    }
  }

  private Class<?> holder(HttpServletRequest request) {
    Class<?> known = holder;
    if (known == null) {
      try {
        known = Class.forName(
            HOLDER, false, ApplicationDescriptors.classLoader(request.getServletContext()));
        holder = known;
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(
            "The setting postern.login is 'spring', but "
                + HOLDER
                + " is not in this application. Put spring-security-core into"
                + " WEB-INF/lib, or set postern.login to where this application"
                + " keeps its logins.",
            e);
      }
    }
    return known;
  }
}
