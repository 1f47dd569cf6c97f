package sample.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTML page of {@code WEB-INF/pages}. In it, <code>{{name}}</code> stands for a value, which is
 * escaped, and <code>{{> name}}</code> for another page. <code>{{root}}</code> is the path of the
 * start page. The text between <code>{{#name}}</code> and <code>{{/name}}</code> is shown only if
 * the value is not empty.
 */
public final class Page {

  private static final Pattern INCLUDE = Pattern.compile("\\{\\{> (\\w+)}}");
  private static final Pattern SECTION = Pattern.compile("(?s)\\{\\{#(\\w+)}}(.*?)\\{\\{/\\1}}");
  private static final Pattern VALUE = Pattern.compile("\\{\\{(\\w+)}}");

  private final String html;
  private final String root;

  private Page(String html, String root) {
    this.html = html;
    this.root = root;
  }

  /** Reads the page anew each time, so that it can be edited while the sample runs. */
  public static Page load(ServletContext context, String name) {
    return new Page(
        INCLUDE
            .matcher(read(context, name))
            .replaceAll(include -> Matcher.quoteReplacement(read(context, include.group(1)))),
        context.getContextPath() + "/");
  }

  public void show(HttpServletResponse response, Map<String, String> values) throws IOException {
    String shown = SECTION
        .matcher(html)
        .replaceAll(section -> valueOf(values, section.group(1)).isEmpty()
            ? ""
            : Matcher.quoteReplacement(section.group(2)));
    String filled = VALUE
        .matcher(shown)
        .replaceAll(value -> Matcher.quoteReplacement(escape(valueOf(values, value.group(1)))));
    Responses.text(response, "text/html", filled);
  }

  private static String read(ServletContext context, String name) {
    String path = "/WEB-INF/pages/" + name + ".html";
    try (InputStream in = context.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is missing in the application");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(path + " cannot be read", unreadable);
    }
  }

  private String valueOf(Map<String, String> values, String name) {
    String value = name.equals("root") ? root : values.get(name);
    if (value == null) {
      throw new IllegalStateException("A page asks for {{" + name + "}}, which nobody has given");
    }
    return value;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
