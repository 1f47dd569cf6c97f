package io.github.postern.login;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The name of an attribute and, separated by dots, the way into its value: {@code account.roles} reads the attribute
 * {@code account}, then its record component, getter or map key {@code roles}. What is in an {@code Optional} is taken out
 * of it. Safe for use by many threads.
 */
public final class AttributePath {

    private final List<String> steps;
    private final Members members = new Members();

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
     * @return empty if something on the way is null, or an empty {@code Optional}
     * @throws IllegalStateException if a step leads nowhere, or what it calls throws: the setting does not fit the
     *     application
     */
    Optional<Object> read(Function<String, Object> attributes) {
        // An attribute may itself have dots in its name, as many frameworks' do.
        Object whole = unwrapped(attributes.apply(this.toString()));
        if (whole != null) {
            return Optional.of(whole);
        }
        Object value = unwrapped(attributes.apply(steps.get(0)));
        for (String step : steps.subList(1, steps.size())) {
            if (value == null) {
                return Optional.empty();
            }
            value = unwrapped(follow(value, step));
        }
        return Optional.ofNullable(value);
    }

    private Object follow(Object value, String step) {
        try {
            if (value instanceof Map<?, ?> map) {
                return map.get(step);
            }
            String capitalised = Character.toUpperCase(step.charAt(0)) + step.substring(1);
            return members.get(value, step, "get" + capitalised, "is" + capitalised);
        } catch (IllegalStateException e) {
            throw new IllegalStateException("the session attribute path " + this + " leads nowhere: " + e.getMessage(), e);
        } catch (ClassCastException | NullPointerException e) {
            // Sorted maps compare their keys with what they are asked for.
            throw new IllegalStateException("the session attribute path " + this + " leads nowhere: the keys of the map "
                    + value.getClass().getName() + " are no text", e);
        }
    }

    private static Object unwrapped(Object value) {
        Object inner = value;
        while (inner instanceof Optional<?> optional) {
            inner = optional.orElse(null);
        }
        return inner;
    }

    @Override
    public String toString() {
        return String.join(".", steps);
    }
}
