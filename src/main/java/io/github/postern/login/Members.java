package io.github.postern.login;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Calls getters of classes that this library does not know at compile time, and remembers the way there. One for each
 * resolver: a static one would hold the classes of an application that is gone. Safe for use by many threads.
 */
final class Members {

    private record Place(Class<?> type, List<String> names) {
    }

    private final Map<Place, Optional<Method>> ways = new ConcurrentHashMap<>();

    /**
     * Returns what the first of these methods that there is returns.
     *
     * @param names methods without parameters
     * @return what it returned, which may be null
     * @throws IllegalStateException if there is none, or it throws; what it said is left out, for it may hold anything
     */
    Object get(Object target, String... names) {
        Method method = ways.computeIfAbsent(new Place(target.getClass(), List.of(names)), Members::lookUp)
                .orElseThrow(() -> new IllegalStateException(target.getClass().getName() + " has no public " + names[0]
                        + "() that can be called"));
        try {
            return method.invoke(target);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(target.getClass().getName() + "." + method.getName() + "() threw "
                    + e.getCause().getClass().getName() + origin(e.getCause()));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(target.getClass().getName() + "." + method.getName()
                    + "() must not be called from outside", e);
        }
    }

    /** As {@link #get}, as text; empty for null. */
    Optional<String> text(Object target, String... names) {
        return Optional.ofNullable(get(target, names)).map(Object::toString);
    }

    /** Returns whether an object is of a class of this name, of a subclass, or implements an interface of this name. */
    static boolean isA(Object object, String type) {
        return object != null && family(object.getClass()).stream().anyMatch(member -> member.getName().equals(type));
    }

    private static String origin(Throwable thrown) {
        return thrown.getStackTrace().length == 0 ? "" : " at " + thrown.getStackTrace()[0];
    }

    /** Implementations are often hidden, so the way goes by a public class or interface where there is one. */
    private static Optional<Method> lookUp(Place place) {
        Module here = Members.class.getModule();
        return place.names().stream().flatMap(name -> Stream.concat(
                family(place.type()).stream()
                        .filter(type -> Modifier.isPublic(type.getModifiers()))
                        .filter(type -> type.getModule().isExported(type.getPackageName(), here))
                        .flatMap(type -> getters(type, name))
                        .filter(method -> Modifier.isPublic(method.getDeclaringClass().getModifiers())),
                getters(place.type(), name).filter(Method::trySetAccessible))).findFirst();
    }

    private static Stream<Method> getters(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == 0)
                .filter(method -> method.getReturnType() != void.class);
    }

    private static Set<Class<?>> family(Class<?> type) {
        Set<Class<?>> family = new LinkedHashSet<>();
        for (Class<?> member = type; member != null; member = member.getSuperclass()) {
            family.add(member);
            Arrays.stream(member.getInterfaces()).forEach(part -> family.addAll(family(part)));
        }
        return family;
    }
}
