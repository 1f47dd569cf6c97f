package io.github.postern.keyring;

import io.github.postern.key.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds whole keys in text that somebody has written around them: quotes, schemes, JSON, escape
 * sequences, base64, characters that nobody sees. Only a fitting checksum counts, so no token of
 * anybody else is taken for a key. A text that is shorter than a key costs nothing, and one without
 * our prefix next to nothing. Immutable.
 */
public final class KeyFinder {

  /** Some encode twice, and what is encoded inside of something else is the same. */
  private static final int ROUNDS = 3;

  private static final int GROUP = 3;
  private static final int QUARTET = 4;

  private final KeyFormat format;
  private final List<String> encodedStarts;

  /** The shape of a key whose case, and whose underscores, may be gone. */
  private final Pattern shape;

  /** Creates a finder of the keys of this format. */
  public KeyFinder(KeyFormat format) {
    this.format = format;
    // Windows PowerShell, where "Unicode" is UTF-16, encodes that.
    this.encodedStarts = Stream.of(
            StandardCharsets.US_ASCII, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
        .map(format.start()::getBytes)
        .flatMap(start -> IntStream.range(0, GROUP)
            .boxed()
            .flatMap(before -> Stream.of(
                encodedStart(Base64.getEncoder(), before, start),
                encodedStart(Base64.getUrlEncoder(), before, start))))
        .distinct()
        .toList();
    this.shape = Pattern.compile(
        format.start().replace("_", "[_-]") + KeyFormat.SHAPE, Pattern.CASE_INSENSITIVE);
  }

  /**
   * Returns what the start of a key looks like that so many bytes come before: the characters that
   * it alone decides.
   */
  private static String encodedStart(Base64.Encoder encoder, int before, byte[] start) {
    byte[] bytes = new byte[before + start.length];
    System.arraycopy(start, 0, bytes, before, start.length);
    return encoder
        .withoutPadding()
        .encodeToString(bytes)
        .substring((before * 8 + 5) / 6, bytes.length * 8 / 6);
  }

  /** Returns the first whole key in a text, or empty. */
  public Optional<Secret> findIn(String text) {
    if (text.length() < format.length()) {
      return Optional.empty();
    }
    String seen = InvisibleCharacters.removedFrom(text);
    Optional<Secret> found = inPlain(seen);
    String decoded = seen;
    for (int i = 0; found.isEmpty() && i < ROUNDS; i++) {
      String next = EscapeSequences.decoded(decoded);
      if (next.equals(decoded)) {
        break;
      }
      decoded = next;
      found = inPlain(InvisibleCharacters.removedFrom(decoded));
    }
    String whole = decoded;
    return found
        .or(() -> inQuotedPrintable(whole))
        .or(() -> inBase64(whole))
        .or(() -> inWrapped(whole));
  }

  /**
   * Returns whether the name of a header has a key in it. Servers write names in lower case (HTTP/2
   * does, RFC 9113 section 8.2.1), and who reads one so finds its case again by the checksum: what
   * has the shape of a key counts, whatever its case. No other name has it.
   */
  public boolean isInName(String name) {
    return name.length() >= format.length()
        && (shape.matcher(EscapeSequences.decoded(name)).find() || findIn(name).isPresent());
  }

  /** Returns whether more than one whole key is written in a text. */
  public boolean hasTwo(String text) {
    int first = format.indexIn(text, 0);
    return first >= 0 && format.indexIn(text, first + format.length()) >= 0;
  }

  private Optional<Secret> inPlain(String text) {
    int at = format.indexIn(text, 0);
    return at < 0
        ? Optional.empty()
        : Optional.of(new Secret(text.substring(at, at + format.length())));
  }

  /** Most texts have nothing of it, and were searched as they are. */
  private Optional<Secret> inQuotedPrintable(String text) {
    String unquoted = EscapeSequences.withoutQuotedUnderscores(text);
    return unquoted.equals(text) ? Optional.empty() : inPlain(unquoted);
  }

  private Optional<Secret> inBase64(String text) {
    if (text.length() < format.length() / GROUP * QUARTET) {
      return Optional.empty();
    }
    for (String start : encodedStarts) {
      int at = text.indexOf(start);
      while (at >= 0) {
        int end = edge(text, at, 1);
        Optional<Secret> found = inRun(text.substring(edge(text, at, -1) + 1, end));
        if (found.isPresent()) {
          return found;
        }
        at = text.indexOf(start, end);
      }
    }
    return Optional.empty();
  }

  /**
   * Encoders break long lines (RFC 2045 section 6.8), and a broken line of a header comes as one
   * with spaces.
   */
  private Optional<Secret> inWrapped(String text) {
    return text.indexOf(' ') < 0 ? Optional.empty() : inBase64(text.replace(" ", ""));
  }

  /**
   * Returns where the characters of base64 end that are around a place, in one of the two
   * directions.
   */
  private static int edge(String text, int at, int step) {
    int i = at;
    while (i >= 0 && i < text.length() && isBase64(text.charAt(i))) {
      i += step;
    }
    return i;
  }

  private static boolean isBase64(char c) {
    return Base62.isDigit(c) || c == '+' || c == '/' || c == '-' || c == '_';
  }

  /**
   * Something that is no base64 may stand before it without a gap, so each of the four beginnings
   * is tried.
   */
  private Optional<Secret> inRun(String run) {
    String standard = run.replace('-', '+').replace('_', '/');
    for (int from = 0; from < QUARTET; from++) {
      int length = standard.length() - from;
      int whole = length % QUARTET == 1 ? length - 1 : length; // one character more is no byte
      String text = new String(
          Base64.getDecoder().decode(standard.substring(from, from + whole)),
          StandardCharsets.ISO_8859_1);
      Optional<Secret> found = inPlain(InvisibleCharacters.removedFrom(text));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
