package io.github.postern.policy;

/**
 * A set of paths below the context: {@code /api/jobs} is that path alone, {@code /api/*} is {@code /api} and everything
 * below it. Whole segments only, so {@code /api/*} does not open {@code /apis}.
 *
 * @param base the path, or what stands before the final {@code /*}
 * @param below whether everything below counts too
 */
public record PathPattern(String base, boolean below) {

    private static final String BELOW = "/*";

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it does not start with a slash, or has a star elsewhere than at the end
     */
    public static PathPattern parse(String text) {
        boolean below = text.endsWith(BELOW);
        String base = below ? text.substring(0, text.length() - BELOW.length()) : text;
        if (!text.startsWith("/") || base.indexOf('*') >= 0) {
            throw new IllegalArgumentException("A path starts with '/' and may end with '/*', such as '/api/*', but was '"
                    + text + "'");
        }
        return new PathPattern(base, below);
    }

    /** Returns whether a path, decoded by the container, is in the set. */
    public boolean matches(String path) {
        if (!path.startsWith(base)) {
            return false;
        }
        return path.length() == base.length() || below && path.charAt(base.length()) == '/';
    }
}
