package io.github.postern.login;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The name of an attribute and, separated by dots, the way into its value: {@code account.roles} reads the attribute
 * {@code account}, then its record component, getter or map key {@code roles}.
 */
public final class AttributePath {

    private final List<String> steps;

    private AttributePath(List<String> steps) {
        this.steps = steps;
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if a part of it is empty
     */
    public static AttributePath parse(String text) {
        List<String> steps = Arrays.asList(text.split("\\.", -1));
        if (steps.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("must be the name of a session attribute, or a path into one such as"
                    + " account.name");
        }
        return new AttributePath(steps);
    }

    /**
     * Returns the value.
     *
     * @param attributes gives an attribute by name, or null
     * @return empty if something on the way is null
     * @throws IllegalStateException if a step leads nowhere: the setting does not fit the application
     */
    Optional<Object> read(Function<String, Object> attributes) {
        // An attribute may itself have dots in its name, as many frameworks' do.
        Object whole = attributes.apply(this.toString());
        if (whole != null) {
            return Optional.of(whole);
        }
        Object value = attributes.apply(steps.get(0));
        for (String step : steps.subList(1, steps.size())) {
            if (value == null) {
                return Optional.empty();
            }
            value = follow(value, step);
        }
        return Optional.ofNullable(value);
    }

    private Object follow(Object value, String step) {
        if (value instanceof Map<?, ?> map) {
            return map.get(step);
        }
        String capitalised = Character.toUpperCase(step.charAt(0)) + step.substring(1);
        Method method = Stream.of(step, "get" + capitalised, "is" + capitalised)
                .flatMap(name -> Arrays.stream(value.getClass().getMethods())
                        .filter(candidate -> candidate.getName().equals(name) && candidate.getParameterCount() == 0))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The session attribute path " + this + " leads nowhere: "
                        + value.getClass().getName() + " has no public " + step + "()"));
        try {
            method.trySetAccessible();
            return method.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The session attribute path " + this + " cannot be read at " + step, e);
        }
    }

    @Override
    public String toString() {
        return String.join(".", steps);
    }
}
