package io.github.postern.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.NoSuchShadowRootException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.FluentWait;

/**
 * A browser without a window, in Berlin, that looks into one {@code <postern-keys>} and keeps
 * pictures of what it saw.
 */
final class Chromium implements AutoCloseable {

  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final int HEIGHT = 900;
  private static final int PHONE_WIDTH = 390;
  private static final int PHONE_HEIGHT = 844;

  private final ChromeDriver driver;
  private final Path downloads;
  private int element;

  private Chromium(ChromeDriver driver, Path downloads) {
    this.driver = driver;
    this.downloads = downloads;
  }

  /** Opens a browser that keeps what it downloads in an empty folder. */
  static Chromium open(Path folder) throws IOException {
    Path downloads = Files.createDirectories(folder.resolve("downloads"));
    Chromium chromium = new Chromium(BrowserProcess.take(HEIGHT), downloads);
    chromium.command(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", downloads.toString()));
    chromium.command("Emulation.setTimezoneOverride", Map.of("timezoneId", "Europe/Berlin"));
    return chromium;
  }

  /** Takes over a session of an application, as if somebody had signed in to it in this browser. */
  Chromium session(String url, String sessionId) {
    driver.get(url + "/postern/postern-page.css");
    driver.manage().deleteAllCookies();
    driver
        .manage()
        .addCookie(new Cookie.Builder("JSESSIONID", sessionId).path("/app").build());
    script("sessionStorage.clear(); localStorage.clear()");
    element = 0;
    complaints();
    return this;
  }

  /** Replaces the session on the page that is open, as a sign-in in another tab does. */
  void signedInElsewhere(String sessionId) {
    driver.manage().deleteAllCookies();
    driver
        .manage()
        .addCookie(new Cookie.Builder("JSESSIONID", sessionId).path("/app").build());
  }

  void visit(String url) {
    driver.get(url);
  }

  void reload() {
    driver.navigate().refresh();
  }

  String url() {
    return driver.getCurrentUrl();
  }

  /** Looks into another element of the page from now on. */
  void lookInto(int number) {
    element = number;
  }

  /** The element within the API keys that this CSS selector names, once it is to be seen. */
  WebElement find(String css) {
    return patience("no " + css)
        .until(browser ->
            all(css).stream().filter(WebElement::isDisplayed).findFirst().orElse(null));
  }

  List<WebElement> all(String css) {
    return driver
        .findElements(By.cssSelector("postern-keys"))
        .get(element)
        .getShadowRoot()
        .findElements(By.cssSelector(css));
  }

  boolean has(String css) {
    return all(css).stream().anyMatch(WebElement::isDisplayed);
  }

  String text(String css) {
    return find(css).getText();
  }

  List<String> texts(String css) {
    return patience("texts of " + css)
        .until(browser -> all(css).stream().map(WebElement::getText).toList());
  }

  void click(String css) {
    patience("cannot click " + css).until(browser -> {
      find(css).click();
      return true;
    });
  }

  /** Replaces what is in a field. */
  void type(String css, String text) {
    WebElement field = find(css);
    field.clear();
    if (text.codePoints().allMatch(Character::isBmpCodePoint)) {
      field.sendKeys(text);
    } else {
      // The driver types no characters beyond the first plane.
      script(
          "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new"
              + " Event('input', {bubbles: true}))",
          field,
          text);
    }
  }

  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  void waitFor(String css, String text) {
    patience(css + " never said: " + text).until(browser -> find(css).getText().contains(text));
  }

  void waitUntilGone(String css) {
    patience(css + " stays").until(browser -> all(css).isEmpty());
  }

  /** The {@code data-action} of what has the focus within the API keys, else its tag. */
  String focused() {
    return (String) script(
        "const a ="
            + " document.querySelectorAll('postern-keys')[arguments[0]].shadowRoot.activeElement;return"
            + " a === null ? '' : a.dataset.action ?? a.name ?? a.localName",
        element);
  }

  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  Object asyncScript(String script, Object... arguments) {
    return driver.executeAsyncScript(script, arguments);
  }

  /**
   * Everything that the page has: its address, its storage, and all of its nodes, attributes and
   * form values.
   */
  String everything() {
    return (String) script("""
                        const parts = [location.href, JSON.stringify(history.state), JSON.stringify({...sessionStorage}),
                          JSON.stringify({...localStorage}), document.cookie];
                        const walk = node => {
                          parts.push(node.nodeValue ?? '', node.value ?? '', ...[...node.attributes ?? []].map(a => a.value));
                          [...node.childNodes, ...node.shadowRoot ? [node.shadowRoot] : []].forEach(walk);
                        };
                        walk(document);
                        return parts.join('\\n');\
                        """);
  }

  String clipboard() {
    command(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    return (String) asyncScript(
        "navigator.clipboard.readText().then(arguments[0], e =>" + " arguments[0](String(e)))");
  }

  /** The content of the only file that was downloaded; it is gone afterwards. */
  String takeDownload(String name) {
    Path file = downloads.resolve(name);
    patience("no download " + name).until(browser -> Files.exists(file));
    try {
      String text = Files.readString(file);
      Files.delete(file);
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void showDark(boolean dark) {
    command(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void showOnPhone(boolean phone) {
    if (phone) {
      command(
          "Emulation.setDeviceMetricsOverride",
          Map.of(
              "width",
              PHONE_WIDTH,
              "height",
              PHONE_HEIGHT,
              "deviceScaleFactor",
              2,
              "mobile",
              true));
    } else {
      command("Emulation.clearDeviceMetricsOverride", Map.of());
    }
  }

  /** Whether the page can be moved sideways, which on a phone means that something does not fit. */
  boolean isTooWide() {
    return (Boolean) script(
        "return document.documentElement.scrollWidth >" + " document.documentElement.clientWidth");
  }

  void keepPicture(String name) throws IOException {
    Files.createDirectories(PICTURES);
    Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /** The violations that axe-core finds in the page, by all of its rules; none is right. */
  List<?> violations() {
    if (!(Boolean) script("return 'axe' in window")) {
      script(axe());
    }
    return (List<?>) asyncScript("""
                        const done = arguments[0];
                        axe.run(document).then(results => done(results.violations.map(violation => violation.id + ': '
                          + violation.nodes.map(node => node.target.flat().join(' ') + ' ' + node.failureSummary).join('; '))),
                          error => done([String(error)]));\
                        """);
  }

  /**
   * The errors that the browser itself reported since the last call: of scripts and of the policy
   * of the page.
   */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        // An answer that is an error is none of the page.
        .filter(message -> !message.contains("Failed to load resource"))
        .toList();
  }

  private void command(String name, Map<String, Object> parameters) {
    driver.executeCdpCommand(name, parameters);
  }

  private static String axe() {
    try (InputStream script = Chromium.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FluentWait<ChromeDriver> patience(String complaint) {
    return new FluentWait<>(driver)
        .withMessage(complaint)
        .withTimeout(Duration.ofSeconds(45))
        .pollingEvery(Duration.ofMillis(50))
        .ignoreAll(List.of(
            StaleElementReferenceException.class,
            NoSuchShadowRootException.class,
            NoSuchElementException.class,
            IndexOutOfBoundsException.class,
            JavascriptException.class,
            ElementNotInteractableException.class,
            ElementClickInterceptedException.class));
  }

  @Override
  public void close() {
    BrowserProcess.giveBack();
  }
}
