package io.github.postern.logins;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/** Spring Security with form login and remember-me, as the filter of an application. */
public final class SpringApp implements Filter {

  private final AnnotationConfigWebApplicationContext context =
      new AnnotationConfigWebApplicationContext();
  private Filter chain;

  @Override
  public void init(FilterConfig config) {
    context.setServletContext(config.getServletContext());
    context.register(Security.class);
    context.refresh();
    chain = context.getBean("springSecurityFilterChain", Filter.class);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain next)
      throws IOException, ServletException {
    chain.doFilter(request, response, next);
  }

  @Override
  public void destroy() {
    context.close();
  }

  /** The configuration of such an application. */
  @Configuration(proxyBeanMethods = false)
  @EnableWebSecurity
  public static class Security {

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
      return http.csrf(csrf -> csrf.disable())
          .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
          .formLogin(form -> form.loginProcessingUrl("/enter").defaultSuccessUrl("/api/me", true))
          .rememberMe(remember -> remember.key("for this test"))
          .logout(logout -> logout.logoutUrl("/leave").deleteCookies("remember-me"))
          .build();
    }

    @Bean
    UserDetailsService users() {
      return new InMemoryUserDetailsManager(
          User.withUsername("alice")
              .password("{noop}wonderland")
              .authorities("ROLE_operator", "jobs:read")
              .build(),
          User.withUsername("Jürgen").password("{noop}x").roles("administrator").build());
    }
  }
}
