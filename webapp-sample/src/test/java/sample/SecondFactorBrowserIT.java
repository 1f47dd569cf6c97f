package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;

/** A person sets up a second factor with a phone, signs in with it and creates a key. */
@Tag("browser")
final class SecondFactorBrowserIT {

  @TempDir
  Path folder;

  @TempDir
  Path profile;

  private SampleServer server;
  private Chromium browser;

  @BeforeEach
  void start() throws Exception {
    server = SampleServer.start(folder);
    browser = Chromium.open(server.uri(), profile);
  }

  @AfterEach
  void stop() {
    browser.close();
    server.close();
  }

  @Test
  void aPersonScansTheCodeSignsInWithItAndCreatesAKey() throws Exception {
    browser.visit("/profile?tab=security");
    givePassword("alice");
    browser.find(".factor .button").click();
    keep("second-factor-off");
    browser.findByText("button", "Set up").click();

    Authenticator phone = scan(browser.find(".scan img"));
    keep("second-factor-setup");
    browser.find("[name=proof]").sendKeys("000000", Keys.ENTER);
    browser.waitFor(".message", "This code is not right");
    browser.find("[name=proof]").sendKeys(phone.next(), Keys.ENTER);

    assertEquals(8, browser.find("#codes").getText().lines().count());
    keep("second-factor-codes");
    browser.find("main a.button").click();
    browser.waitFor(".factor", "On. You sign in with your password and a code");
    keep("second-factor-profile");

    browser.find("#menu-button").click();
    browser.findByText("#menu button", "Sign out").click();
    givePassword("alice");
    browser.waitFor("h1", "Enter your code");
    keep("second-factor-code");
    browser.find("[name=proof]").sendKeys(phone.next(), Keys.ENTER);
    browser.find("tbody tr");

    createKeyAndUseIt();
    browser.visit("/profile/second-factor");
    browser.waitFor("h1", "Turn off the second factor");
    keep("second-factor-on");
  }

  @Test
  void thePagesOfGraceAndTheQuestionOnceMoreFitEverywhere() throws Exception {
    browser.visit("/");
    keep("login");
    givePassword("grace");
    browser.waitFor(".hint", Authenticator.GRACE);
    browser.find("summary").click();
    keep("second-factor-code-grace");
    browser.showDark(true);
    keep("second-factor-code-grace-dark");
    browser.visit("/");
    givePassword("bob");
    browser.find("tbody tr");
    browser.visit("/login/again?return=/profile");
    browser.find("[name=proof]").sendKeys("wrong", Keys.ENTER);
    browser.waitFor(".message", "This is not your password");
    keep("again-dark");
  }

  private void givePassword(String user) {
    browser.find("[name=username]").sendKeys(user);
    browser.find("[name=password]").sendKeys(user, Keys.ENTER);
  }

  private void createKeyAndUseIt() throws Exception {
    browser.visit("/profile?key=add");
    browser.inKeys("[name=name]").sendKeys("Nightly export");
    browser.inKeys("[data-action=submit-create]").click();
    browser.inKeys("[data-action=show-secret]").click();
    String secret = browser.inKeys("[data-role=secret]").getText();

    assertEquals(
        200,
        server.visitor().get("/api/me", "Authorization", "Bearer " + secret).statusCode());
  }

  /** From the picture on the screen, as a phone does. */
  private static Authenticator scan(WebElement picture) throws Exception {
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(picture.getScreenshotAs(OutputType.BYTES)));
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    String text = new QRCodeReader()
        .decode(new BinaryBitmap(new HybridBinarizer(
            new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))))
        .getText();
    Matcher uri = Pattern.compile(
            "otpauth://totp/Tidewater%20Backup:alice\\?secret=([A-Z2-7]{32})&issuer=Tidewater%20Backup"
                + "&algorithm=SHA1&digits=6&period=30")
        .matcher(text);
    assertTrue(uri.matches(), text);
    return new Authenticator(uri.group(1));
  }

  private void keep(String name) throws Exception {
    for (boolean phone : new boolean[] {false, true}) {
      browser.showOnPhone(phone);
      browser.keepPicture(name + (phone ? "-phone" : ""));
      assertFalse(browser.isTooWide(), name);
    }
    browser.showOnPhone(false);
  }
}
