package io.github.postern.ui;

import java.io.File;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * One Chromium without a window for all tests of this JVM: started when it is first needed, stopped
 * with the JVM. Tests take it one after the other, and each gets a new tab of a browser that has
 * forgotten everything.
 */
final class BrowserProcess {

  private static final int WIDTH = 1280;
  private static ChromeDriver driver;
  private static boolean taken;

  private BrowserProcess() {}

  /**
   * Takes it, until {@link #giveBack()}.
   *
   * @param height of the window, in CSS pixels
   */
  static synchronized ChromeDriver take(int height) {
    if (taken) {
      throw new IllegalStateException("Another test has the browser; close that one first");
    }
    if (driver == null) {
      ChromeDriver started = start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::quit));
      driver = started;
    }
    driver.manage().window().setSize(new Dimension(WIDTH, height));
    taken = true;
    return driver;
  }

  /**
   * Gives it back. A browser that cannot forget, as it may have crashed, is ended, and the next
   * test gets another.
   */
  static synchronized void giveBack() {
    taken = false;
    try {
      forget();
    } catch (RuntimeException e) {
      ChromeDriver broken = driver;
      driver = null;
      broken.quit();
    }
  }

  /**
   * A new tab has no session storage, no emulation and no dialog; the rest is of the whole browser.
   */
  private static void forget() {
    Set<String> old = driver.getWindowHandles();
    String fresh = driver.switchTo().newWindow(WindowType.TAB).getWindowHandle();
    old.forEach(tab -> driver.switchTo().window(tab).close());
    driver.switchTo().window(fresh);
    driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
    driver.executeCdpCommand("Browser.resetPermissions", Map.of());
    driver.executeCdpCommand("Browser.setDownloadBehavior", Map.of("behavior", "default"));
    driver.manage().logs().get(LogType.BROWSER);
  }

  private static ChromeDriver start() {
    ChromeDriverService service = new ChromeDriverService.Builder()
        .usingDriverExecutable(new File("/usr/bin/chromedriver"))
        .usingAnyFreePort()
        .build();
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en-GB");
    return new ChromeDriver(service, options);
  }
}
