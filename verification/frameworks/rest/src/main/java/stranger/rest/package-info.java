/** A small application with Jakarta REST, the same for Jersey and RESTEasy. */
package stranger.rest;
