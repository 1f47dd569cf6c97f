/**
 * The sample as its users meet it: {@code SampleServer} deploys the WAR that was built, a
 * {@code Visitor} walks it over HTTP, and {@code BrowserIT} clicks through it.
 */
package sample;
