package sample.saml;

import sample.login.Login;

/**
 * A login that the identity provider has confirmed, waiting for the browser that began it.
 *
 * @param login who, how, until when
 * @param fullName what to show
 * @param binding what was remembered of the browser
 * @param returnPath where the person wanted to go
 */
record ArrivedLogin(Login login, String fullName, byte[] binding, String returnPath) {
}
