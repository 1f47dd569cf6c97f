package stranger.spring;

import org.springframework.security.web.context.AbstractSecurityWebApplicationInitializer;

/** Registers Spring Security's filter. */
public final class SecurityStart extends AbstractSecurityWebApplicationInitializer {}
