/**
 * Single sign-on with SAML 2.0: this application as a service provider. {@code SamlServlet} has the
 * four addresses, {@code ServiceProvider} the steps of a login, {@code StrictResponse} the rules
 * for what an identity provider sends, {@code SignedAssertion} what it says.
 */
package sample.saml;
