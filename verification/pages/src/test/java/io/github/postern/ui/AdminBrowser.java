package io.github.postern.ui;

import io.github.postern.testing.TestApp;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.NotFoundException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.FluentWait;

/**
 * A browser without a window on the page of an administrator, that keeps pictures of what it saw.
 */
final class AdminBrowser implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final int HEIGHT = 1000;

  private final ChromeDriver driver;
  private final TestApp app;

  private AdminBrowser(ChromeDriver driver, TestApp app) {
    this.driver = driver;
    this.app = app;
  }

  static AdminBrowser open(TestApp app) {
    ChromeDriver driver = BrowserProcess.take(HEIGHT);
    String origin = app.url().replace("/app", "");
    driver.executeCdpCommand(
        "Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
    return new AdminBrowser(driver, app);
  }

  /** Logs in with the parameters of the test application's login and opens the page. */
  AdminBrowser visitAs(Map<String, String> login) {
    login(login);
    visit();
    return this;
  }

  AdminBrowser visitAs(String user, String roles) {
    return visitAs(Map.of("user", user, "roles", roles));
  }

  /** Logs in, as if in another tab: the page that is open learns nothing of it. */
  void login(Map<String, String> login) {
    if (!driver.getCurrentUrl().startsWith(app.url())) {
      driver.get(app.url() + "/anywhere");
    }
    driver.executeAsyncScript(
        "fetch(arguments[0], {method: 'POST', body: new URLSearchParams(arguments[1])})"
            + ".then(() => arguments[2]())",
        app.url() + "/login",
        login);
  }

  void logout() {
    driver.executeAsyncScript(
        "fetch(arguments[0], {method: 'DELETE'}).then(() => arguments[1]())", app.url() + "/login");
  }

  void visit() {
    driver.get(app.url() + "/postern/admin.html");
    find(".title");
    gone(".content .loading");
  }

  Object script(String code, Object... arguments) {
    return driver.executeScript(
        "const root = document.querySelector('postern-admin').shadowRoot;" + code, arguments);
  }

  /** The element within the view that this selector names, once it is to be seen. */
  WebElement find(String css) {
    return patience(css)
        .until(browser ->
            all(css).stream().filter(WebElement::isDisplayed).findFirst().orElse(null));
  }

  List<WebElement> all(String css) {
    return driver
        .findElement(By.cssSelector("postern-admin"))
        .getShadowRoot()
        .findElements(By.cssSelector(css));
  }

  /** Waits until nothing answers to this selector any more. */
  void gone(String css) {
    patience(css).until(browser -> all(css).isEmpty());
  }

  void waitFor(String css, String text) {
    patience(css + " says " + text)
        .until(browser -> all(css).stream().anyMatch(found -> found.getText().contains(text)));
  }

  void waitUntil(String what, Supplier<Boolean> condition) {
    patience(what).until(browser -> condition.get());
  }

  void click(String css) {
    WebElement element = find(css);
    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
    element.click();
  }

  /** Sets a value as typing would, also one with characters that the driver cannot type. */
  void type(String css, String text) {
    driver.executeScript(
        "arguments[0].focus(); arguments[0].value = arguments[1];"
            + "arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
        find(css),
        text);
  }

  void choose(String name, String value) {
    WebElement radio =
        all("dialog [name='" + name + "'][value='" + value + "']").get(0);
    driver.executeScript("arguments[0].click()", radio);
  }

  /** Types on the keyboard, wherever the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Opens the row of a key. */
  void openRow(String id) {
    click("tbody[data-key='" + id + "'] [data-action='details']");
    find("tbody[data-key='" + id + "'] .details");
  }

  String clipboard() {
    driver.executeCdpCommand(
        "Browser.grantPermissions",
        Map.of(
            "origin",
            app.url().replace("/app", ""),
            "permissions",
            List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    return (String) driver.executeAsyncScript(
        "navigator.clipboard.readText().then(arguments[0], e =>" + " arguments[0](String(e)))");
  }

  void saveTo(Path folder) {
    driver.executeCdpCommand(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toString()));
  }

  /** The first line of the file that was saved; null while there is none. */
  String saved(Path folder) {
    File[] files = folder.toFile().listFiles((in, name) -> name.endsWith(".txt"));
    try {
      return files == null || files.length == 0
          ? null
          : Files.readString(files[0].toPath()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The violations that axe-core finds in the page as it is now. */
  List<?> violations() throws IOException {
    if (!(Boolean) driver.executeScript("return 'axe' in window")) {
      try (InputStream axe = AdminBrowser.class.getResourceAsStream("/axe.min.js")) {
        driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return (List<?>) driver.executeAsyncScript(
        "axe.run().then(result => arguments[0](result.violations.map(v => v.id + ':"
            + " ' + v.nodes.map(n => n.target.flat().join(' ') + ' ' +"
            + " n.failureSummary).join('; '))), e => arguments[0]([String(e)]))");
  }

  /** The requests that the browser refused or could not do. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(Object::toString)
        .filter(line -> line.contains("Content Security Policy") || line.contains("Uncaught"))
        .toList();
  }

  void dark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  void language(String tag) {
    driver.executeScript("document.querySelector('postern-admin').lang = arguments[0]", tag);
    gone(".content .loading");
  }

  boolean isTooWide() {
    return (Boolean) driver.executeScript(
        "return document.documentElement.scrollWidth >" + " document.documentElement.clientWidth");
  }

  ChromeDriver driver() {
    return driver;
  }

  void picture(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    Files.write(
        SCREENSHOTS.resolve("admin-" + name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  private FluentWait<ChromeDriver> patience(String what) {
    return new FluentWait<>(driver)
        .withMessage(what)
        .withTimeout(Duration.ofSeconds(45))
        .pollingEvery(Duration.ofMillis(50))
        .ignoring(StaleElementReferenceException.class)
        .ignoring(NotFoundException.class);
  }

  @Override
  public void close() {
    BrowserProcess.giveBack();
  }
}
