package io.github.postern.functional;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** A whole key in the wrong dress: every spelling by which one came to grief somewhere. */
final class KeySpellings {

  private KeySpellings() {}

  /** Returns lines of a header that have this key in them. */
  static List<String> of(String key) {
    List<String> lines = new ArrayList<>();
    for (String value : List.of(
        "Bearer Bearer KEY",
        "Bearer \"KEY\"",
        "Bearer <KEY>",
        "Token KEY",
        "ApiKey KEY",
        "Bearer: KEY",
        "Bearer=KEY",
        "KEY",
        "\"KEY\"",
        "<KEY>",
        "Bearer 'KEY'",
        "Bearer KEY,",
        "Bearer KEY;",
        "Bearer ,KEY",
        "Bearer KEY\\n",
        "Bearer KEY\\r\\n",
        "Bearer {KEY}",
        "Bearer ${KEY}",
        "Bearer [KEY]",
        "Bearer token=KEY",
        "Bearer token=\"KEY\"",
        "Bearer {\"key\":\"KEY\"}",
        "{\"key\":\"KEY\"}",
        "Bearer \ufeffKEY",
        "\ufeffBearer KEY",
        "Bearer \u00a0KEY",
        "Bearer\u00a0KEY",
        "Bearer \u200bKEY",
        "Bearer KEY\u200b",
        "Bearer KEY\u00ad",
        "Bearer \u2060KEY",
        "Bearer \u201cKEY\u201d",
        "Bearer KEY\u00a0",
        "Digest username=\"KEY\"",
        "Key KEY",
        "Api-Key KEY",
        "X-API-Key: KEY",
        "Bearer X-API-Key: KEY",
        "Authorization: Bearer KEY",
        "AWS4-HMAC-SHA256 Credential=KEY",
        "Bearer-KEY",
        "Bearer/KEY",
        "bearer\u3000KEY",
        "Basic KEY",
        "Basic alice:KEY",
        "Bearer alice:KEY",
        "Bearer KEY:",
        "Bearer =KEY",
        "Bearer KEY=",
        "Bearer KEY.")) {
      lines.add("Authorization: " + value.replace("KEY", key));
    }
    String encoded = key.replace("_", "%5F");
    String all = key.chars().mapToObj(c -> String.format("%%%02x", c)).reduce("", String::concat);
    for (String value : List.of(
        encoded,
        all,
        "%22" + key + "%22",
        URLEncoder.encode(encoded, StandardCharsets.UTF_8),
        "%20" + key,
        "%zz" + encoded,
        base64(key),
        base64(key + ":"),
        base64(":" + key),
        base64("alice:" + key),
        base64("Bearer " + key),
        base64(key + "\n"),
        base64(key).replace("=", ""),
        url64("{\"key\":\"" + key + "\"}"),
        url64("a" + key),
        url64("ab" + key),
        "\"" + base64(key) + "\"",
        "header." + url64(key) + ".signature")) {
      lines.add("Authorization: Bearer " + value);
    }
    for (String pair : List.of(
        key,
        key + ":",
        ":" + key,
        key + ":x-oauth-basic",
        "x-oauth-basic:" + key,
        "alice:" + key,
        "alice:\"" + key + "\"",
        "alice:Bearer " + key,
        key + ":" + key,
        "j\u00f6rg:" + key)) {
      lines.add("Authorization: Basic " + base64(pair));
    }
    for (String pair : List.of(key, "alice:" + key, "a:" + key, "ab:" + key)) {
      // As base64 of Linux and MIME encoders wrap it, with what servers put in the place of a
      // folded line.
      for (String gap : List.of(" ", "\t", "  ")) {
        lines.add("Authorization: Basic "
            + base64(pair).replaceAll("(.{76})", "$1" + gap).strip());
        lines.add("Authorization: Basic "
            + base64(pair).replaceAll("(.{64})", "$1" + gap).strip());
        lines.add(
            "X-Api-Token: " + url64(pair).replaceAll("(.{20})", "$1" + gap).strip());
      }
      // As Windows PowerShell does it with [Text.Encoding]::Unicode.
      for (Charset wide :
          List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16)) {
        lines.add(
            "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(wide)));
        lines.add(
            "Authorization: Bearer " + Base64.getUrlEncoder().encodeToString(pair.getBytes(wide)));
      }
    }
    for (String name : List.of(
        "X-Api-Token",
        "Api-Key",
        "ApiKey",
        "X-Auth-Token",
        "X-Access-Token",
        "Private-Token",
        "Token",
        "X-Authorization",
        "Proxy-Authorization",
        "X_API_KEY",
        "X-Anything-At-All",
        "Sec-WebSocket-Protocol",
        "From",
        "X-Goog-Api-Key",
        "User-Agent")) {
      lines.add(name + ": " + key);
    }
    lines.add("Cookie: key=" + key);
    lines.add("Cookie: a=b; apikey=\"" + key + "\"; c=d");
    lines.add("Cookie: key=" + encoded);
    lines.add("Proxy-Authorization: Bearer " + key);
    lines.add("Proxy-Authorization: Basic " + base64("alice:" + key));
    for (String value : List.of(
        "Bearer KEY",
        "\"KEY\"",
        "<KEY>",
        "KEY,",
        ",KEY",
        "KEY;",
        "alice:KEY",
        "key=KEY",
        "\ufeffKEY",
        "KEY\u200b",
        "KEY\\n")) {
      lines.add("X-API-Key: " + value.replace("KEY", key));
    }
    lines.add("X-API-Key: " + base64(key));
    lines.add("X-API-Key: " + encoded);
    for (String underscore : underscores()) {
      String written = key.replace("_", underscore);
      lines.add("Authorization: Bearer " + written);
      lines.add("Authorization: " + written);
      lines.add("X-API-Key: " + written);
      lines.add("X-Api-Token: {\"key\":\"" + written + "\"}");
      lines.add("Cookie: key=" + written);
    }
    for (String name : asNames(key)) {
      lines.add(name + ": x");
      lines.add(name + ":");
    }
    return lines;
  }

  /** The spellings that shells, templates and encoders make of an underscore. */
  private static List<String> underscores() {
    return List.of(
        "\\u005f",
        "\\u005F",
        "\\\\u005f",
        "\\u{5f}",
        "\\x5f",
        "\\137",
        "\\_",
        "\\\\_",
        "&#95;",
        "&#095;",
        "&#x5F;",
        "&#X5f;",
        "&lowbar;",
        "&amp;#95;",
        "=5F",
        "=5f",
        "%u005F",
        "%5C_",
        "%26%2395%3B",
        "%3D5F",
        "%255F");
  }

  /** Returns names of headers that have this key in them. */
  static List<String> asNames(String key) {
    return List.of(
        key,
        "X-" + key,
        key + "-x",
        "Authorization-" + key,
        key.toLowerCase(Locale.ROOT),
        "x-" + key.toLowerCase(Locale.ROOT),
        key.toUpperCase(Locale.ROOT),
        key.replace('_', '-'),
        key.toLowerCase(Locale.ROOT).replace('_', '-'),
        key.replace("_", "%5F"),
        key.replace("_", "%5f").toLowerCase(Locale.ROOT),
        url64(key));
  }

  /** Returns addresses below this path that have this key in them. */
  static List<String> urls(String path, String key) {
    List<String> urls = new ArrayList<>();
    String encoded = key.replace("_", "%5F");
    String all = key.chars().mapToObj(c -> String.format("%%%02x", c)).reduce("", String::concat);
    for (String written : List.of(key, encoded, all, url64(key), url64("alice:" + key))) {
      urls.add(path + "?key=" + written);
      urls.add(path + "?" + written);
      urls.add(path + "?" + written + "=1");
      urls.add(path + "?a=test_x&b=" + written + "&c=d");
      urls.add(path + ";key=" + written);
      urls.add(path + ";" + written);
      urls.add(path + ";key=" + written + "/x");
      urls.add(path + ";key=" + written + ";a=b/x?y=z");
      urls.add(path + "/" + written);
      urls.add(path + "/" + written + "/x");
    }
    for (String underscore : underscores()) {
      urls.add(path
          + "?key="
          + key.replace(
              "_",
              underscore
                  .replace("\\", "%5C")
                  .replace("{", "%7B")
                  .replace("}", "%7D")
                  .replace("&", "%26")
                  .replace("#", "%23")));
    }
    urls.add(path + "?key=" + encoded.replace("%", "%25"));
    urls.add(path + "?auth=Bearer+" + key);
    urls.add(path + "?auth=Bearer%20" + key);
    urls.add(path + "?auth=%22" + key + "%22");
    urls.add(path + "?url=https%3A%2F%2Fgit.example%2Fx%3Fkey%3D" + encoded.replace("%", "%25"));
    return urls;
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String url64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
