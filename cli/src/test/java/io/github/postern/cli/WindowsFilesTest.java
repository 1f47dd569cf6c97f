package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as Windows PowerShell and editors write them. */
class WindowsFilesTest {

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({
    "UTF-8,true",
    "UTF-8,false",
    "UTF-16LE,true",
    "UTF-16LE,false",
    "UTF-16BE,true",
    "UTF-16BE,false"
  })
  @DisplayName(
      "E-13: a secret is read from UTF-8 and UTF-16, with or without a byte order mark, with"
          + " any end of line")
  void secretsAreRead(String encoding, boolean mark) throws Exception {
    for (String secret :
        new String[] {"jobs_abc", "x", "pässwört", "a\u0A00b\u0A0Ac", "two words ", "xключ😀"}) {
      for (String end : new String[] {"", "\n", "\r\n", "\r\nmore\r\n", "\n\n"}) {
        byte[] bytes = ((mark ? "\uFEFF" : "") + secret + end).getBytes(encoding);
        assertEquals(
            Optional.of(secret), read(bytes, StandardCharsets.UTF_8), encoding + " " + mark);
      }
    }
    for (String nothing : new String[] {"", "\n", "\r\n", "\r\nx"}) {
      assertEquals(
          Optional.empty(),
          read(((mark ? "\uFEFF" : "") + nothing).getBytes(encoding), StandardCharsets.UTF_8));
    }
  }

  @Test
  @DisplayName("E-13: what follows the line stays unread, in UTF-16 too")
  void whatFollowsStaysUnread() throws Exception {
    for (String encoding : new String[] {"UTF-8", "UTF-16LE", "UTF-16BE"}) {
      ByteArrayInputStream in = new ByteArrayInputStream("\uFEFFone\r\ntwo".getBytes(encoding));
      FirstLine.read(in, StandardCharsets.UTF_8);
      assertEquals("two", new String(in.readAllBytes(), encoding));
    }
  }

  @Test
  @DisplayName("E-13: a terminal in Latin-1 stays one")
  void aTerminalInLatin1() throws Exception {
    assertEquals(
        Optional.of("pässwört"),
        read("pässwört\n".getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  @DisplayName("E-13: keys and passwords of such files are taken")
  void keysAndPasswordsOfSuchFilesAreTaken(String encoding) throws Exception {
    try (TestApp app = TestApp.start()) {
      Path password = write("alice\r\n", encoding);
      Run created = new Commands()
          .set("POSTERN_CLI_URL", app.url())
          .set("POSTERN_CLI_USER", "alice")
          .run("create", "-n", "n", "-d", "30d", "--password-file", password.toString());
      Path key = write(created.key() + "\r\n", encoding);
      new Commands().run("verify", "--key-file", key.toString()).ok();
      Run shown = new Commands()
          .set("POSTERN_CLI_URL", app.url())
          .run("whoami", "--key-file", key.toString())
          .ok();
      assertTrue(shown.lines().contains("owner: alice"), shown.out());
    }
  }

  private Path write(String text, String encoding) throws IOException {
    return Files.write(folder.resolve("file"), ("\uFEFF" + text).getBytes(encoding));
  }

  private static Optional<String> read(byte[] bytes, Charset charset) throws IOException {
    return FirstLine.read(new ByteArrayInputStream(bytes), charset).map(Secret::reveal);
  }
}
