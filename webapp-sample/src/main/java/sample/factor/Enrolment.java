package sample.factor;

import io.nayuki.qrcodegen.QrCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A secret that is on its way into somebody's authenticator app. Only while that lasts can it be
 * shown.
 */
public final class Enrolment {

  private static final String ISSUER = "Tidewater Backup";

  /** The quiet zone that readers need around a code (ISO/IEC 18004), in modules. */
  private static final int QUIET = 4;

  private final String secret;

  Enrolment(byte[] secret) {
    this.secret = Base32.encode(secret);
  }

  /** The secret in groups of four, for those who type it. */
  public String key() {
    return secret.replaceAll("(.{4})(?=.)", "$1 ");
  }

  /** The secret as a QR code, an SVG document. */
  public String svg(String user) {
    QrCode code = QrCode.encodeText(uri(user), QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + QUIET).append(' ').append(y + QUIET).append("h1v1h-1z");
        }
      }
    }
    int size = code.size + 2 * QUIET;
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
        + size
        + " "
        + size
        + "\" shape-rendering=\"crispEdges\">"
        + "<path fill=\"#fff\" d=\"M0 0h"
        + size
        + "v"
        + size
        + "H0z\"/><path d=\""
        + path
        + "\"/></svg>";
  }

  /** As authenticator apps read it from the QR code. */
  String uri(String user) {
    return "otpauth://totp/"
        + encode(ISSUER)
        + ":"
        + encode(user)
        + "?secret="
        + secret
        + "&issuer="
        + encode(ISSUER)
        + "&algorithm=SHA1&digits=6&period=30";
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
