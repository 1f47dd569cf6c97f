/**
 * An identity provider for development: SAML 2.0 Web Browser SSO, HTTP-Redirect in, HTTP-POST out.
 * It asks for no password, listens on the loopback address only, and answers to loopback addresses
 * only. <b>Not for production.</b>
 *
 * <p>{@code DevIdp} is the server, {@code SamlRequest} what comes in, {@code SamlResponse} and
 * {@code XmlSigner} what goes out. Tests of service providers may use the last two to make good and
 * bad responses.
 */
package devidp;
