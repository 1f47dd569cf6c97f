package sample.saml;

import sample.login.Login;

/**
 * A login that may begin its session.
 *
 * @param login who, how, until when
 * @param fullName what to show
 * @param returnPath where the person wanted to go
 */
record FinishedLogin(Login login, String fullName, String returnPath) {}
