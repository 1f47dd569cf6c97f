package io.github.postern.manage;

import io.github.postern.key.KeyId;
import io.github.postern.spi.KeyEvent;
import io.github.postern.store.EventQuery;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the audit trail of a key is asked for: page by page and by type, so that nothing can be
 * pushed out of sight.
 */
final class EventQueryParser {

  private static final int DEFAULT_LIMIT = 200;

  private EventQueryParser() {}

  /**
   * Reads which events a call asks for.
   *
   * @throws BadRequestException if a parameter is wrong
   */
  static EventQuery query(KeyId key, ApiCall call) throws BadRequestException {
    String limit = call.parameter("limit").orElse(String.valueOf(DEFAULT_LIMIT));
    if (!limit.matches("[0-9]{1,3}")
        || Integer.parseInt(limit) < 1
        || Integer.parseInt(limit) > DEFAULT_LIMIT) {
      throw new BadRequestException(
          "The parameter limit must be a number from 1 to " + DEFAULT_LIMIT + ".");
    }
    return new EventQuery(key, types(call), before(call).orElse(null), Integer.parseInt(limit));
  }

  private static Set<KeyEvent.Type> types(ApiCall call) throws BadRequestException {
    Optional<String> wanted = call.parameter("type");
    Set<KeyEvent.Type> types = new HashSet<>();
    for (String word : wanted.map(text -> text.split(",")).orElse(new String[0])) {
      types.add(Arrays.stream(KeyEvent.Type.values())
          .filter(type -> word(type).equals(word))
          .findFirst()
          .orElseThrow(() -> new BadRequestException("The parameter type must be some of "
              + Arrays.stream(KeyEvent.Type.values())
                  .map(EventQueryParser::word)
                  .collect(Collectors.joining(", "))
              + ", with commas between them.")));
    }
    return types;
  }

  private static Optional<EventQuery.Position> before(ApiCall call) throws BadRequestException {
    Optional<String> before = call.parameter("before");
    if (before.isEmpty()) {
      return Optional.empty();
    }
    if (!before.get().matches("[0-9]{1,15}\\.[A-Za-z0-9-]{1,36}")) {
      throw new BadRequestException(
          "The parameter before must be the member next of an earlier answer.");
    }
    String[] parts = before.get().split("\\.", 2);
    return Optional.of(
        new EventQuery.Position(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1]));
  }

  static String word(KeyEvent.Type type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
