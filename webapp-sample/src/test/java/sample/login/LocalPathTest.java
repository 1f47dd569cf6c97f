package sample.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/profile", "/profile?key=add", "/a/b?c=https://x"})
    void aPathOfThisApplicationIsKept(String path) {
        assertEquals(path, LocalPath.of(path));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {
        "profile", "//x", "/\\x", "\\\\x", "https://x", "javascript:alert(1)", "/a\r\nSet-Cookie: b", "/ü"})
    void everythingElseBecomesTheStartPage(String path) {
        assertEquals("/", LocalPath.of(path));
    }
}
