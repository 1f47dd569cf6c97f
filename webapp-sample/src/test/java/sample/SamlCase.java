package sample;

import java.util.function.UnaryOperator;

/**
 * One row of the table of responses.
 *
 * @param name what is special
 * @param expected {@code accepted}, or why it is refused
 * @param change makes it so
 */
record SamlCase(String name, String expected, UnaryOperator<TestIdp.Answer> change) {

  @Override
  public String toString() {
    return name + ": " + expected;
  }
}
