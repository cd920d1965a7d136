package org.suwen.server.identity;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.OAuth2AccessTokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.suwen.server.web.ErrorWriter;
import org.suwen.server.web.PeerAddress;
import org.suwen.server.web.Problem;

/** The two doors: tokens for machines by Spring's authorization server, and our own for everything else. */
@Configuration(proxyBeanMethods = false)
public class DoorSetup {
    /** Client credentials and revocation (RFC 6749, 7009); nothing else of the authorization server is reachable. */
    @Bean
    @Order(1)
    public SecurityFilterChain tokenDoor(HttpSecurity http, Accounts accounts, Passes passes, PeerAddress peers) {
        MachineClients clients = new MachineClients(accounts, passes.policy());
        MachineTokens tokens = new MachineTokens(passes, clients, () -> currentAddress(peers));
        http.securityMatcher(DoorSetup::isForMachines)
                .with(
                        new OAuth2AuthorizationServerConfigurer(),
                        server -> server.registeredClientRepository(clients)
                                .authorizationService(tokens)
                                .tokenGenerator(new OAuth2AccessTokenGenerator())
                                .authorizationServerSettings(
                                        AuthorizationServerSettings.builder().build())
                                .clientAuthentication(
                                        client -> client.authenticationProviders(providers -> providers.stream()
                                                .filter(ClientSecretAuthenticationProvider.class::isInstance)
                                                .map(ClientSecretAuthenticationProvider.class::cast)
                                                .forEach(provider ->
                                                        provider.setPasswordEncoder(new RandomSecretEncoder())))))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
        return bare(http).build();
    }

    /** An app that acts in a person's name has no secret; {@code AppTokenApi} answers it (RFC 6749 §4.1.3, RFC 7636). */
    private static boolean isForMachines(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/oauth2/revoke")
                || (path.equals("/oauth2/token") && !"authorization_code".equals(request.getParameter("grant_type")));
    }

    /** Everything else: the caller by session or bearer token, or one of the addresses open to anybody. */
    @Bean
    @Order(2)
    public SecurityFilterChain door(HttpSecurity http, PassReader reader, PeerAddress peers) {
        http.addFilterBefore(new CallerFilter(reader, peers), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests
                        // the first dispatch of the same request was checked
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.FORWARD, DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .access((authentication, context) -> new AuthorizationDecision(
                                Doors.anybody(context.getRequest()) || recognised(authentication.get()))))
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, refused) ->
                                ErrorWriter.write(request, response, Problem.noSession()))
                        .accessDeniedHandler((request, response, refused) ->
                                ErrorWriter.write(request, response, Problem.noSession())));
        return bare(http).build();
    }

    /** Switches off what works with Spring's own sessions, forms and headers. */
    private static HttpSecurity bare(HttpSecurity http) {
        return http.securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .csrf(AbstractHttpConfigurer::disable) // `CallerFilter` checks the write token
                .headers(AbstractHttpConfigurer::disable) // `ResponseHeaders`
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }

    private static boolean recognised(@Nullable Authentication authentication) {
        return authentication != null && authentication.isAuthenticated();
    }

    private static String currentAddress(PeerAddress peers) {
        return RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes attributes
                ? peers.of(attributes.getRequest())
                : "";
    }
}
