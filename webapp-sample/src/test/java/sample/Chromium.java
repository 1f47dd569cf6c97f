package sample;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
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
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.FluentWait;

/** A fresh browser without a window, that keeps pictures of what it saw. */
final class Chromium implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final int PHONE_WIDTH = 390;
  private static final int PHONE_HEIGHT = 844;

  private final ChromeDriver driver;
  private final URI application;

  private Chromium(ChromeDriver driver, URI application) {
    this.driver = driver;
    this.application = application;
  }

  /** Opens a browser whose profile is an empty folder. */
  static Chromium open(URI application, Path profile) {
    ChromeDriverService service = new ChromeDriverService.Builder()
        .usingDriverExecutable(new File("/usr/bin/chromedriver"))
        .usingAnyFreePort()
        .build();
    ChromeOptions options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile,
        "--window-size=1280,900",
        "--lang=en-GB");
    return new Chromium(new ChromeDriver(service, options), application);
  }

  void visit(String path) {
    driver.get(application.resolve(path).toString());
  }

  /** Where the browser is now. */
  URI address() {
    return URI.create(driver.getCurrentUrl());
  }

  /** The element of the page that this CSS selector names, once it is to be seen. */
  WebElement find(String css) {
    return find(() -> driver, css);
  }

  /** The same within the API keys of the profile page. */
  WebElement inKeys(String css) {
    return within("postern-keys", css);
  }

  /** The same within the API keys of all users, on the page of administrators. */
  WebElement inAdmin(String css) {
    return within("postern-admin", css);
  }

  /** The same within the shadow root of that element. */
  WebElement within(String host, String css) {
    return find(() -> driver.findElement(By.cssSelector(host)).getShadowRoot(), css);
  }

  /** Waits until nothing within the API keys answers to this selector. */
  void waitUntilGone(String css) {
    SearchContext keys = driver.findElement(By.cssSelector("postern-keys")).getShadowRoot();
    patience().until(browser -> keys.findElements(By.cssSelector(css)).isEmpty());
  }

  /** The element with this text among those that the selector names. */
  WebElement findByText(String css, String text) {
    return patience()
        .until(browser -> browser.findElements(By.cssSelector(css)).stream()
            .filter(element -> element.getText().equals(text))
            .findFirst()
            .orElse(null));
  }

  /** Waits until this element of the page says this. */
  void waitFor(String css, String text) {
    patience().until(browser -> find(css).getText().contains(text));
  }

  /** The same within the API keys of all users. */
  void waitForAdmin(String css, String text) {
    patience().until(browser -> inAdmin(css).getText().contains(text));
  }

  /** The same within the API keys. */
  void waitForKeys(String css, String text) {
    patience().until(browser -> inKeys(css).getText().contains(text));
  }

  boolean isShown(String css) {
    return driver.findElement(By.cssSelector(css)).isDisplayed();
  }

  boolean isFocused(WebElement element) {
    return driver.switchTo().activeElement().equals(element);
  }

  /** The accessible name of the focused element. */
  String focused() {
    return driver.switchTo().activeElement().getAccessibleName();
  }

  void waitForFocus(String name) {
    patience()
        .withMessage(() -> "The focus is on " + focused() + " and not on " + name)
        .until(browser -> focused().equals(name));
  }

  /** Types on the keyboard, wherever the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Nobody is signed in any more, and nothing is remembered. */
  void forget() {
    driver.manage().deleteAllCookies();
  }

  /** As in a tunnel: the server does not answer. */
  void disconnect(boolean gone) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", gone, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /** The same for addresses of this pattern only. */
  void breakAnswers(String pattern, boolean broken) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.setBlockedURLs", Map.of("urls", broken ? List.of(pattern) : List.of()));
  }

  /** The page has this size in CSS pixels; with zeros, that of the window. */
  void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** The violations that axe-core finds in the page, by all of its rules; none is right. */
  List<?> violations() throws IOException {
    try (InputStream axe = Chromium.class.getResourceAsStream("/axe.min.js")) {
      driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
    }
    return (List<?>) driver.executeAsyncScript("""
                        const done = arguments[0];
                        axe.run(document).then(results => done(results.violations.map(violation => violation.id + ': '
                          + violation.nodes.map(node => node.target.flat().join(' ') + ' ' + node.failureSummary).join('; '))),
                          error => done([String(error)]));\
                        """);
  }

  void showDark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void showOnPhone(boolean phone) {
    if (phone) {
      driver.executeCdpCommand(
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
      driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }
  }

  /** Whether the page can be moved sideways, which on a phone means that something does not fit. */
  boolean isTooWide() {
    return (Boolean) driver.executeScript(
        "return document.documentElement.scrollWidth >" + " document.documentElement.clientWidth");
  }

  void keepPicture(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  private WebElement find(Supplier<SearchContext> where, String css) {
    return patience().withMessage("nothing to be seen of " + css).until(browser -> {
      List<WebElement> found = where.get().findElements(By.cssSelector(css));
      return found.stream().filter(WebElement::isDisplayed).findFirst().orElse(null);
    });
  }

  private FluentWait<ChromeDriver> patience() {
    return new FluentWait<>(driver)
        .withTimeout(Duration.ofSeconds(45))
        .pollingEvery(Duration.ofMillis(50))
        // A page may be on its way out, and the next one not there yet.
        .ignoreAll(List.of(StaleElementReferenceException.class, NotFoundException.class));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
