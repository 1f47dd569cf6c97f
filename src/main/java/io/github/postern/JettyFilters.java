package io.github.postern;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The filters of Jetty in their order with all of their mappings, which the API of servlets does
 * not tell. By reflection, for its classes are hidden from applications.
 */
final class JettyFilters {

  private static final String HANDLER = "getContextHandler";

  private JettyFilters() {}

  /**
   * One {@code <filter-mapping>} as Jetty has it.
   *
   * @param filter the name of the filter
   * @param type the name of its class
   * @param paths patterns of paths
   * @param servlets names of servlets
   * @param dispatchers the dispatches that it is for
   */
  record Mapping(
      String filter,
      String type,
      List<String> paths,
      List<String> servlets,
      Set<DispatcherType> dispatchers) {}

  /**
   * Returns whether a context is one of Jetty, by what it can do or else by its class: what a
   * server says of itself is anybody's to set.
   */
  static boolean are(ServletContext context) {
    boolean able = Arrays.stream(context.getClass().getMethods())
        .anyMatch(method -> method.getName().equals(HANDLER) && method.getParameterCount() == 0);
    return able
        || Stream.<Class<?>>iterate(context.getClass(), type -> type != null, Class::getSuperclass)
            .anyMatch(type -> type.getName().contains(".jetty."));
  }

  /**
   * Returns the mappings in the order in which the filters are called.
   *
   * @throws ReflectiveOperationException if this Jetty has them elsewhere
   */
  static List<Mapping> of(ServletContext context) throws ReflectiveOperationException {
    Object handler = invoke(invoke(context, HANDLER), "getServletHandler");
    Object all = invoke(handler, "getFilterMappings");
    List<Mapping> mappings = new ArrayList<>();
    for (int i = 0; i < Array.getLength(all); i++) {
      Object mapping = Array.get(all, i);
      String name = (String) invoke(mapping, "getFilterName");
      Object holder = handler.getClass().getMethod("getFilter", String.class).invoke(handler, name);
      mappings.add(new Mapping(
          name,
          String.valueOf(invoke(holder, "getClassName")),
          texts(invoke(mapping, "getPathSpecs")),
          texts(invoke(mapping, "getServletNames")),
          dispatchers(mapping)));
    }
    return mappings;
  }

  private static Set<DispatcherType> dispatchers(Object mapping)
      throws ReflectiveOperationException {
    Set<DispatcherType> types = Set.of();
    if (invoke(mapping, "getDispatcherTypes") instanceof Set<?> given) {
      types = Set.copyOf(given.stream().map(DispatcherType.class::cast).toList());
    }
    return types.isEmpty() ? Set.of(DispatcherType.REQUEST) : types;
  }

  private static List<String> texts(Object array) {
    return array == null ? List.of() : List.of((String[]) array);
  }

  private static Object invoke(Object target, String method) throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }
}
