package io.github.postern.login;

import io.github.postern.xml.Xml;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.ServletSecurity;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.net.URL;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * The roles to ask a container for, which can be asked for one but not for all: those that settings
 * name, and those that the application declares in {@code web.xml}, in fragments, and by
 * annotations of its servlets (Servlet 6.0, chapter 13). Reads the application once. Safe for use
 * by many threads; for one application.
 */
final class DeclaredRoles {

  private static final System.Logger LOG = System.getLogger("io.github.postern.login");
  private static final List<String> ANNOTATIONS = List.of(
      "jakarta.annotation.security.DeclareRoles", "jakarta.annotation.security.RolesAllowed");

  private final Set<String> named;
  private volatile @Nullable Set<String> all;

  DeclaredRoles(Collection<String> named) {
    this.named = Set.copyOf(named);
  }

  Set<String> of(ServletContext context) {
    Set<String> known = all;
    if (known == null) {
      Set<String> roles = new LinkedHashSet<>(named);
      descriptors(context).forEach(roles::addAll);
      context
          .getServletRegistrations()
          .values()
          .forEach(servlet -> roles.addAll(annotated(context, servlet)));
      roles.removeAll(Set.of("*", "**")); // every role, and everybody who is logged in: no roles
      known = Collections.unmodifiableSet(roles);
      LOG.log(Level.DEBUG, "Roles that the container is asked for: {0}", known);
      all = known;
    }
    return known;
  }

  private static Stream<Set<String>> descriptors(ServletContext context) {
    try {
      return Stream.concat(
              ApplicationDescriptors.webXml(context).stream(),
              ApplicationDescriptors.fragments(context).stream())
          .map(DeclaredRoles::declared);
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "The roles that the application declares cannot be read;"
              + " postern.login.role-names can name them: {0}",
          e.toString());
      return Stream.empty();
    }
  }

  private static Set<String> declared(URL descriptor) {
    try (InputStream in = Xml.open(descriptor)) {
      return Xml.elements(Xml.parse(in).getDocumentElement(), "role-name").stream()
          .filter(name -> List.of("security-role", "auth-constraint")
              .contains(name.getParentNode().getLocalName()))
          .map(name -> name.getTextContent().strip())
          .filter(name -> !name.isEmpty())
          .collect(Collectors.toSet());
    } catch (IOException | SAXException e) {
      LOG.log(
          Level.WARNING,
          "The roles in {0} cannot be read; postern.login.role-names can name them: {1}",
          descriptor,
          e.toString());
      return Set.of();
    }
  }

  private static Set<String> annotated(ServletContext context, ServletRegistration servlet) {
    Set<String> roles = new LinkedHashSet<>();
    try {
      Class<?> type =
          Class.forName(servlet.getClassName(), false, ApplicationDescriptors.classLoader(context));
      Arrays.stream(type.getAnnotations())
          .filter(annotation -> ANNOTATIONS.contains(annotation.annotationType().getName()))
          .forEach(annotation -> roles.addAll(values(annotation)));
      ServletSecurity security = type.getAnnotation(ServletSecurity.class);
      if (security != null) {
        roles.addAll(List.of(security.value().rolesAllowed()));
        Arrays.stream(security.httpMethodConstraints())
            .forEach(method -> roles.addAll(List.of(method.rolesAllowed())));
      }
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      LOG.log(
          Level.DEBUG,
          "The annotations of the servlet {0} cannot be read: {1}",
          servlet.getName(),
          e.toString());
    }
    return roles;
  }

  private static List<String> values(Annotation annotation) {
    return Getters.once(annotation, "value") instanceof String[] roles ? List.of(roles) : List.of();
  }
}
