/**
 * The parts of single sign-on by themselves; {@code sample.SamlLoginIT} and its neighbours have the
 * whole.
 */
package sample.saml;
