package sample;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
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
                .usingDriverExecutable(new File("/usr/bin/chromedriver")).usingAnyFreePort().build();
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--user-data-dir=" + profile, "--window-size=1280,900", "--lang=en-GB");
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
        return find(() -> driver.findElement(By.cssSelector("postern-keys")).getShadowRoot(), css);
    }

    /** Waits until nothing within the API keys answers to this selector. */
    void waitUntilGone(String css) {
        SearchContext keys = driver.findElement(By.cssSelector("postern-keys")).getShadowRoot();
        patience().until(browser -> keys.findElements(By.cssSelector(css)).isEmpty());
    }

    /** The element with this text among those that the selector names. */
    WebElement findByText(String css, String text) {
        return patience().until(browser -> browser.findElements(By.cssSelector(css)).stream()
                .filter(element -> element.getText().equals(text)).findFirst().orElse(null));
    }

    /** Waits until this element of the page says this. */
    void waitFor(String css, String text) {
        patience().until(browser -> find(css).getText().contains(text));
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

    void showDark(boolean dark) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    void showOnPhone(boolean phone) {
        if (phone) {
            driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", PHONE_WIDTH,
                    "height", PHONE_HEIGHT, "deviceScaleFactor", 2, "mobile", true));
        } else {
            driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    /** Whether the page can be moved sideways, which on a phone means that something does not fit. */
    boolean isTooWide() {
        return (Boolean) driver.executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    void keepPicture(String name) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    private WebElement find(Supplier<SearchContext> where, String css) {
        return patience().until(browser -> {
            List<WebElement> found = where.get().findElements(By.cssSelector(css));
            return found.stream().filter(WebElement::isDisplayed).findFirst().orElse(null);
        });
    }

    private FluentWait<ChromeDriver> patience() {
        return new FluentWait<>(driver)
                .withTimeout(Duration.ofSeconds(15))
                .pollingEvery(Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
