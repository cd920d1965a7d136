package org.suwen.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.suwen.server.identity.DoorSetup;
import org.suwen.server.identity.IdentitySetup;
import org.suwen.server.web.WebSetup;

/**
 * Starts the server.
 *
 * <p>Nothing is found by scanning: beans come from the classes imported here, and package {@code wiring} builds the
 * engines by constructor calls. Spring's default user is switched off, since an installation has no default account
 * (ACC-07).
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
@Import({WebSetup.class, IdentitySetup.class, DoorSetup.class})
public class Main {
    /** Starts the server with {@code arguments} as Spring properties. */
    public static void main(String[] arguments) {
        SpringApplication.run(Main.class, arguments);
    }
}
