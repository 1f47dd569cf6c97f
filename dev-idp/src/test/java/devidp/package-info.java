/** The identity provider, called over HTTP. */
package devidp;
