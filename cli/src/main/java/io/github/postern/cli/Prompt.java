package io.github.postern.cli;

import io.github.postern.key.Secret;
import java.util.Optional;

/** Asks the person at the terminal. */
@FunctionalInterface
interface Prompt {

  /** Asks for something that nobody may see; empty if there is nobody to be asked. */
  Optional<Secret> ask(String question);
}
