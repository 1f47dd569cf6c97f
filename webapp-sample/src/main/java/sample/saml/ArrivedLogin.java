package sample.saml;

import sample.login.Login;

/**
 * A login that the identity provider has confirmed, waiting for the browser that began it.
 *
 * @param login who, how, until when
 * @param fullName what to show
 * @param begun how it was begun
 */
record ArrivedLogin(Login login, String fullName, PendingLogin begun) {}
