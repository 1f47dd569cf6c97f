package stranger.spring;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** The rules of access. */
@Configuration
@EnableWebSecurity
public class Security {

  /** A part without sessions, as one writes it for a single-page application. */
  @Bean
  @Order(1)
  SecurityFilterChain stateless(HttpSecurity http) throws Exception {
    return http.securityMatcher("/stateless/**")
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests -> requests.anyRequest().hasRole("operator"))
        .httpBasic(Customizer.withDefaults())
        .build();
  }

  /**
   * A part that keeps its logins in the session and says so, as one writes it for a login of one's
   * own.
   */
  @Bean
  @Order(2)
  SecurityFilterChain sessionOnly(HttpSecurity http) throws Exception {
    return http.securityMatcher("/session/**")
        .securityContext(context ->
            context.securityContextRepository(new HttpSessionSecurityContextRepository()))
        .authorizeHttpRequests(requests -> requests.anyRequest().hasRole("operator"))
        .build();
  }

  /** Everything else: form login, sessions and CSRF tokens, as they come. */
  @Bean
  @Order(3)
  SecurityFilterChain pages(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(requests -> requests
            .requestMatchers("/admin/**")
            .hasRole("administrator")
            .requestMatchers("/jobs/**")
            .hasAuthority("jobs:read")
            .anyRequest()
            .authenticated())
        .formLogin(Customizer.withDefaults())
        .httpBasic(Customizer.withDefaults())
        .rememberMe(remember -> remember.key("for this example"))
        .build();
  }

  @Bean
  UserDetailsService users() {
    return new InMemoryUserDetailsManager(
        User.withUsername("alice")
            .password("{noop}alice")
            .authorities("ROLE_operator", "jobs:read")
            .build(),
        User.withUsername("root")
            .password("{noop}root")
            .roles("administrator", "operator")
            .build());
  }
}
