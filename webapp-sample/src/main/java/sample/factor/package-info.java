/**
 * The second factor: one-time codes of an authenticator app, and recovery codes for when the phone
 * is lost.
 */
package sample.factor;
