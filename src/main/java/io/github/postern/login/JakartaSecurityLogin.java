package io.github.postern.login;

import io.github.postern.key.LoginSource;
import io.github.postern.spi.Login;
import io.github.postern.spi.LoginResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The login that Jakarta Security 3 or 4 keeps: its {@code SecurityContext}, which is a CDI bean.
 * Roles are those that the context lists (4.0), or those of the known ones that it affirms (3.0).
 * When the login happened and when it ends it does not tell.
 */
final class JakartaSecurityLogin implements LoginResolver {

  private static final String CDI = "jakarta.enterprise.inject.spi.CDI";
  private static final String CONTEXT = "jakarta.security.enterprise.SecurityContext";

  private final Getters members = new Getters();
  private final DeclaredRoles knownRoles;
  private final LoginSource source;
  private volatile @Nullable Context context;

  /** The bean is as good as one that a servlet has injected: one for all requests. */
  private record Context(Object bean, Method isCallerInRole, Optional<Method> listRoles) {}

  /**
   * Creates the resolver.
   *
   * @param knownRoles the roles to ask for beside those that the application declares
   * @param source how people log in
   */
  JakartaSecurityLogin(Collection<String> knownRoles, LoginSource source) {
    this.knownRoles = new DeclaredRoles(knownRoles);
    this.source = Objects.requireNonNull(source, "source");
  }

  @Override
  public Optional<Login> resolve(HttpServletRequest request) {
    Context security = context(request);
    return Optional.ofNullable(caller(security))
        .map(caller -> new Login(
            LoginTexts.owner(CONTEXT + ".getCallerPrincipal()", caller),
            source,
            Optional.empty(),
            Optional.empty(),
            roles(security, request),
            Optional.empty()));
  }

  private @Nullable Principal caller(Context security) {
    try {
      return (Principal) members.get(security.bean(), "getCallerPrincipal");
    } catch (IllegalStateException e) {
      throw absent(e.getMessage()); // as where a server has no Jakarta Authorization to ask
    }
  }

  private Set<String> roles(Context security, HttpServletRequest request) {
    Set<String> affirmed = knownRoles.of(request.getServletContext()).stream()
        .filter(role -> Boolean.TRUE.equals(call(security.isCallerInRole(), security.bean(), role)))
        .collect(Collectors.toSet());
    security
        .listRoles()
        .map(method -> call(method, security.bean()))
        .ifPresent(listed ->
            affirmed.addAll(LoginTexts.roles(CONTEXT + ".getAllDeclaredCallerRoles()", listed)));
    return affirmed;
  }

  private Context context(HttpServletRequest request) {
    Context known = context;
    if (known == null) {
      known = lookUp(ApplicationDescriptors.classLoader(request.getServletContext()));
      context = known;
    }
    return known;
  }

  private static Context lookUp(ClassLoader loader) {
    try {
      Class<?> type = Class.forName(CONTEXT, false, loader);
      Class<?> cdi = Class.forName(CDI, false, loader);
      Object instance = cdi.getMethod("current").invoke(null);
      Object chosen = cdi.getMethod("select", Class.class, Annotation[].class)
          .invoke(instance, type, new Annotation[0]);
      Object bean = Class.forName("jakarta.inject.Provider", false, loader)
          .getMethod("get")
          .invoke(chosen);
      Optional<Method> listRoles = Arrays.stream(type.getMethods())
          .filter(method -> method.getName().equals("getAllDeclaredCallerRoles"))
          .findFirst();
      return new Context(bean, type.getMethod("isCallerInRole", String.class), listRoles);
    } catch (ClassNotFoundException e) {
      throw absent("there is no class " + e.getMessage());
    } catch (InvocationTargetException e) {
      throw absent("CDI answered with " + e.getTargetException().getClass().getName());
    } catch (ReflectiveOperationException e) {
      throw absent(e.toString());
    }
  }

  private static @Nullable Object call(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(CONTEXT
          + "."
          + method.getName()
          + "() threw "
          + e.getTargetException().getClass().getName());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(CONTEXT + "." + method.getName() + "() cannot be called", e);
    }
  }

  private static IllegalStateException absent(@Nullable String why) {
    return new IllegalStateException(
        "The setting postern.login is 'jakarta-security', but the SecurityContext of"
            + " Jakarta Security cannot be had: "
            + why
            + ". The application needs CDI and Jakarta Security; where only the"
            + " container knows who is logged in, set postern.login to 'container'.");
  }
}
