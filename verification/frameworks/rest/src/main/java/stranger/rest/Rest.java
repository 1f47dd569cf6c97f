package stranger.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Everything below {@code /rest}. */
@ApplicationPath("/rest")
public class Rest extends Application {}
