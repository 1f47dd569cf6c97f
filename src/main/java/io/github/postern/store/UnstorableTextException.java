package io.github.postern.store;

import io.github.postern.key.KeysUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The database cannot hold a text: one of its characters is not in the database's encoding, or it
 * is too long there. Waiting does not fix it; whoever knows where the text came from tells that
 * person. For everybody else it is a store that cannot do what is asked.
 */
public final class UnstorableTextException extends KeysUnavailableException {

  private static final long serialVersionUID = 1L;

  /** Which text it is. */
  public enum Field {
    /** The name of a key. */
    NAME,
    /** The description of a key. */
    DESCRIPTION,
    /**
     * A text about the user from the login or the directory: name, immutable id, organisation,
     * roles.
     */
    PERSON,
    /** Some other text, such as what is searched for. */
    OTHER
  }

  private final Field field;

  /** Creates the exception. */
  public UnstorableTextException(Field field, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.field = field;
  }

  /** Returns which text it is, as far as that could be found out. */
  public Field field() {
    return field;
  }
}
