package sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Changes a request on its way, as anybody can who has the browser: it is not signed. */
final class RequestText {

  private static final Pattern DESTINATION = Pattern.compile(" Destination=\"([^\"]*)\"");

  private RequestText() {}

  /**
   * Where the browser goes when the request reads otherwise; the Destination in it says to whom.
   */
  static String change(SsoLogin login, UnaryOperator<String> change) throws IOException {
    byte[] deflated = Base64.getMimeDecoder().decode(login.samlRequest());
    String xml;
    try (InflaterInputStream in =
        new InflaterInputStream(new ByteArrayInputStream(deflated), new Inflater(true))) {
      xml = change.apply(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    Matcher destination = DESTINATION.matcher(xml);
    if (!destination.find()) {
      throw new AssertionError("No Destination in " + xml);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater =
        new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
      deflater.write(xml.getBytes(StandardCharsets.UTF_8));
    }
    return destination.group(1)
        + "?SAMLRequest="
        + URLEncoder.encode(
            Base64.getEncoder().encodeToString(out.toByteArray()), StandardCharsets.UTF_8)
        + "&RelayState="
        + login.relayState();
  }
}
