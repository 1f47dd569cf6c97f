package devidp;

import java.io.IOException;
import java.nio.file.Path;

/** Runs the identity provider by itself: {@code java -jar dev-idp.jar [port] [folder]}. */
public final class Main {

  private Main() {}

  /** Starts it; Ctrl-C stops it. */
  public static void main(String[] args) throws IOException {
    String port = args.length > 0 ? args[0] : "8081";
    String folder = args.length > 1 ? args[1] : "dev-idp-data";
    DevIdp idp = DevIdp.start(Integer.parseInt(port), Path.of(folder));
    System.out.println("Development identity provider, NOT FOR PRODUCTION. Metadata: "
        + idp.metadata()
        + "  Ctrl-C stops it.");
  }
}
