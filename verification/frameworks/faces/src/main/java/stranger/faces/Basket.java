package stranger.faces;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;

/** The things that a user has collected in a session. */
@Named
@SessionScoped
public class Basket implements Serializable {

  private static final long serialVersionUID = 1L;

  private int amount;
  private int total;

  /** Returns what is to be added. */
  public int getAmount() {
    return amount;
  }

  /** Sets what is to be added. */
  public void setAmount(int value) {
    amount = value;
  }

  /** Returns what has been added. */
  public int getTotal() {
    return total;
  }

  /** Adds it. */
  public void add() {
    total += amount;
  }
}
