package io.github.postern.cli.graft;

/**
 * Something that was found in a WAR.
 *
 * @param level how bad it is
 * @param text what it is and what to do
 */
public record Finding(Level level, String text) {

    /** How bad something is. */
    public enum Level {
        /** As it should be. */
        OK,
        /** May be meant so. */
        WARNING,
        /** Keys do not work, or requests get in that should not. */
        ALARM
    }

    static Finding ok(String text) {
        return new Finding(Level.OK, text);
    }

    static Finding warning(String text) {
        return new Finding(Level.WARNING, text);
    }

    static Finding alarm(String text) {
        return new Finding(Level.ALARM, text);
    }
}
