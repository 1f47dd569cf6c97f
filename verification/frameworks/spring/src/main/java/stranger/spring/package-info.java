/** A small application with Spring MVC and Spring Security, the same for their versions 6 and 7. */
package stranger.spring;
