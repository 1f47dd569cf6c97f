package sample.saml;

import java.time.Instant;

/**
 * A login that was begun here and is at the identity provider now. Nothing keeps it: it goes along,
 * as {@link RelayStates} writes it.
 *
 * @param requestId what the answer must refer to
 * @param browser what is remembered of the browser, {@value #BROWSER_BYTES} bytes
 * @param created when it was begun
 * @param forced whether the person has to sign in anew
 */
record PendingLogin(String requestId, byte[] browser, Instant created, boolean forced) {

  static final int BROWSER_BYTES = 16;
}
