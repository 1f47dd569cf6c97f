package stranger.guarded;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;

/**
 * The things that a user has put aside, for as long as the session lasts. Servers without CDI make
 * none.
 */
@SessionScoped
public class Basket implements Serializable {

  private static final long serialVersionUID = 1L;

  private String content;

  /** Puts something aside. */
  public void put(String what) {
    content = what;
  }

  /** Returns what was put aside; null: nothing. */
  public String look() {
    return content;
  }
}
