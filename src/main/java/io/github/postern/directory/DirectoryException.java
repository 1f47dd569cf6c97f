package io.github.postern.directory;

/** A directory did not say what an owner is. The message holds no secret, and needs nothing before it. */
final class DirectoryException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Whose fault it is. */
    enum Kind {
        /** It did not answer; a later call may work. */
        AWAY,
        /** Its answer about this one owner makes no sense. */
        ANSWER,
        /** The settings do not fit the directory, whoever is asked for. */
        MISTAKE
    }

    private final Kind kind;

    DirectoryException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    static DirectoryException answer(String message) {
        return new DirectoryException(Kind.ANSWER, message, null);
    }

    static DirectoryException mistake(String message) {
        return new DirectoryException(Kind.MISTAKE, message, null);
    }

    Kind kind() {
        return kind;
    }
}
