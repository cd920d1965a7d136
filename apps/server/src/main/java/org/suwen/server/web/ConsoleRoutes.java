package org.suwen.server.web;

import java.util.List;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Addresses that the console resolves itself: each gets the one page, which holds no data. */
public final class ConsoleRoutes implements WebMvcConfigurer {

    private static final List<String> ROUTES = List.of(
            "/patients",
            "/emergency",
            "/statements",
            "/decisions",
            "/office",
            "/feed",
            "/consents",
            "/devices",
            "/authorize");

    /** Whether the console answers for this path. */
    public static boolean isRoute(String path) {
        return ROUTES.stream().anyMatch(route -> path.equals(route) || path.startsWith(route + "/"));
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
        for (String route : ROUTES) {
            registry.addViewController(route).setViewName("forward:/index.html");
            registry.addViewController(route + "/**").setViewName("forward:/index.html");
        }
    }
}
