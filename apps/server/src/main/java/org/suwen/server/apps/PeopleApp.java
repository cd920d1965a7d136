package org.suwen.server.apps;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.Text;
import org.suwen.server.identity.AppReach.Scope;

/**
 * An app that may act in people's names; registered in the hospital's file, a public client without a secret.
 *
 * @param redirects where codes may be sent; on a loopback address the port is free (RFC 8252 §7.3)
 * @param scopes the widest that may be granted
 */
public record PeopleApp(String id, Text name, List<URI> redirects, List<String> scopes) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final Set<String> CONTEXT = Set.of("launch/patient");

    /** Refuses redirect addresses that are neither secure nor on this machine, or carry a fragment. */
    public PeopleApp {
        redirects = List.copyOf(redirects);
        scopes = List.copyOf(scopes);
        for (URI each : redirects) {
            boolean fits = each.getFragment() == null
                    && ("https".equals(each.getScheme()) || ("http".equals(each.getScheme()) && isLoopback(each)));
            if (!fits) {
                throw new IllegalArgumentException("the app `" + id + "` needs redirects by https, without a fragment");
            }
        }
    }

    private static boolean isLoopback(URI address) {
        return address.getHost() != null && LOOPBACK.contains(address.getHost());
    }

    /** Whether a code may be sent to this address. */
    boolean takes(URI asked) {
        return redirects.stream()
                .anyMatch(own -> own.equals(asked)
                        || (isLoopback(own)
                                && isLoopback(asked)
                                && withoutPort(own).equals(withoutPort(asked))));
    }

    /** Whether pages from this origin are the app's. */
    boolean isAt(String origin) {
        URI asked = URI.create(origin + "/");
        return redirects.stream().anyMatch(own -> {
            URI root = own.resolve("/");
            return root.equals(asked)
                    || (isLoopback(root)
                            && isLoopback(asked)
                            && withoutPort(root).equals(withoutPort(asked)));
        });
    }

    private static String withoutPort(URI address) {
        return address.getScheme() + "://" + address.getHost() + address.getRawPath()
                + Optional.ofNullable(address.getRawQuery()).map("?"::concat).orElse("");
    }

    /** The scopes out of these that may be granted. */
    List<String> grantable(List<String> asked) {
        return asked.stream().filter(this::isGrantable).distinct().toList();
    }

    private boolean isGrantable(String asked) {
        Optional<Scope> scope = Scope.of(asked);
        return scope.isEmpty()
                ? CONTEXT.contains(asked) && scopes.contains(asked)
                : scopes.stream().flatMap(own -> Scope.of(own).stream()).anyMatch(own -> own.covers(scope.get()));
    }
}
