package org.suwen.server.apps;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.Passes;
import org.suwen.server.web.OwnAddress;
import org.suwen.server.web.PeerAddress;

/** Joins what apps need by constructor calls; expects {@link RegisteredApps} from the wiring. */
@Configuration(proxyBeanMethods = false)
public class AppSetup {

    /** The apps of the hospital's file. */
    public record RegisteredApps(List<PeopleApp> all) {
        /** Copies the list. */
        public RegisteredApps {
            all = List.copyOf(all);
        }
    }

    @Bean
    Codes appCodes(DirectoryDocuments documents, Clock clock, SecureRandom random) {
        return new Codes(documents, clock, random);
    }

    /** The person's say. */
    @Bean
    public AuthorizationApi authorizationApi(RegisteredApps apps, Codes codes, OwnAddress addresses) {
        return new AuthorizationApi(apps.all(), codes, addresses);
    }

    /** Codes for tokens. */
    @Bean
    public AppTokenApi appTokenApi(Codes codes, Passes passes, PeerAddress peers, OwnAddress addresses) {
        return new AppTokenApi(codes, passes, peers, addresses);
    }

    /** Before the doors, since a browser asks without a token first. */
    @Bean
    FilterRegistrationBean<AppOrigins> appOrigins(RegisteredApps apps) {
        var registration = new FilterRegistrationBean<>(new AppOrigins(apps.all()));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }
}
