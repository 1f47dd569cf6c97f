package sample.saml;

import java.time.Instant;

/**
 * A login that was begun here and is at the identity provider now.
 *
 * @param requestId what the answer must refer to
 * @param binding what was remembered of the browser
 * @param returnPath where the person wanted to go
 * @param created when it was begun
 * @param forced whether the person has to sign in anew
 */
record PendingLogin(String requestId, byte[] binding, String returnPath, Instant created, boolean forced) {
}
