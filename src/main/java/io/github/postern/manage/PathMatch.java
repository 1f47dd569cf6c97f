package io.github.postern.manage;

import io.github.postern.key.KeyId;
import java.util.Map;
import java.util.Optional;

/**
 * The meaning of the path of a call.
 *
 * @param by the kind of caller of that path
 * @param parameters its value for each segment in braces, such as {@code {id}}
 */
record PathMatch(CalledBy by, Map<String, String> parameters) {

  PathMatch {
    parameters = Map.copyOf(parameters);
  }

  /** Returns the id of the key that is named; empty if there is none, or if it can be no id. */
  Optional<KeyId> keyId() {
    return Optional.ofNullable(parameters.get("{id}")).flatMap(KeyId::parse);
  }

  /** Returns whether what stands there for an id can be none. */
  boolean namesNoKey() {
    return parameters.containsKey("{id}") && keyId().isEmpty();
  }

  /** Returns the name of the owner that is named; empty if there is none. */
  Optional<String> owner() {
    return Optional.ofNullable(parameters.get("{owner}"));
  }
}
