package org.suwen.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A17. */
class PeerAddressTest {
    private final PeerAddress peers = new PeerAddress(List.of("10.1.0.0/16", "10.9.9.9", "fd00::/8"));

    @Test
    void takesTheConnectionsPeerFromUnknownProxies() {
        assertThat(peers.of(request("203.0.113.5", "10.20.30.40"))).isEqualTo("203.0.113.5");
    }

    @Test
    void takesWhatAListedProxySays() {
        assertThat(peers.of(request("10.1.2.3", "10.20.30.40"))).isEqualTo("10.20.30.40");
        assertThat(peers.of(request("fd00:0:0:0:0:0:0:1", "10.20.30.40"))).isEqualTo("10.20.30.40");
    }

    @Test
    void stopsAtTheFirstHopThatIsNoListedProxy() {
        assertThat(peers.of(request("10.1.2.3", "10.20.30.40, 203.0.113.5, 10.9.9.9")))
                .isEqualTo("203.0.113.5");
    }

    @Test
    void readsAllLinesOfTheHeader() {
        assertThat(peers.of(request("10.1.2.3", "10.20.30.40", "203.0.113.5"))).isEqualTo("203.0.113.5");
    }

    @Test
    void takesNoNameAndNoNonsense() {
        assertThat(peers.of(request("10.1.2.3", "inside.hospital"))).isEqualTo("10.1.2.3");
        assertThat(peers.of(request("10.1.2.3", ""))).isEqualTo("10.1.2.3");
    }

    @Test
    void refusesAListThatIsNoListOfRanges() {
        assertThatThrownBy(() -> new PeerAddress(List.of("proxy.hospital")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PeerAddress(List.of("10.0.0.0/40"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static HttpServletRequest request(String peer, String... forwardedFor) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                PeerAddressTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> peer;
                    case "getHeaders" -> Collections.enumeration(List.of(forwardedFor));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
