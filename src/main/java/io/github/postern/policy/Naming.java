package io.github.postern.policy;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules for the names of keys.
 *
 * @param required whether the owner has to give a name; if not, one is generated
 * @param pattern what the whole name must match; empty: anything printable
 * @param unique whether no two keys of an owner may have the same name
 * @param generatedStart what a generated name starts with
 */
public record Naming(
    boolean required, Optional<Pattern> pattern, boolean unique, String generatedStart) {

  /** Creates the rule. */
  public Naming {
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(generatedStart, "generatedStart");
  }
}
