package org.suwen.server.wiring;

import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What one of several nodes does for the others. */
@Configuration(proxyBeanMethods = false)
public class NodeSetup {
    private static final Duration EVERY = Duration.ofSeconds(60);

    /** Settles the writes that an ended node left without their data; a node that works alone does so at its start. */
    @Bean(destroyMethod = "close")
    Rounds inheritance(Suwen suwen) {
        Map<String, Runnable> tasks = suwen.core().nodes().isEmpty()
                ? Map.of()
                : Map.of(
                        "writes of an ended node",
                        new Inheritance(suwen.core().ledger(), suwen.services().recovery()));
        return new Rounds(tasks, EVERY);
    }
}
