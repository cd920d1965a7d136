package org.suwen.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address a request really comes from (A17, DOC-34): the connection's peer, and what {@code X-Forwarded-For} says
 * only as far as listed proxies wrote it.
 */
public final class PeerAddress {
    /** No chain of proxies is followed further. */
    static final int MAX_HOPS = 8;

    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}");

    private final List<Range> proxies;

    /**
     * Takes the proxies' addresses or ranges, such as {@code 10.1.2.3} or {@code 10.1.0.0/16}.
     *
     * @throws IllegalArgumentException when one isn't an address or range
     */
    public PeerAddress(List<String> proxies) {
        this.proxies = proxies.stream().map(Range::of).toList();
    }

    /** The address of the request's origin. */
    public String of(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        List<String> hops = new ArrayList<>();
        Collections.list(request.getHeaders("X-Forwarded-For")).forEach(line -> hops.addAll(List.of(line.split(","))));
        for (int i = hops.size() - 1; i >= Math.max(0, hops.size() - MAX_HOPS) && isProxy(address); i--) {
            Optional<InetAddress> hop = parse(hops.get(i).strip());
            if (hop.isEmpty()) {
                return address;
            }
            address = hop.get().getHostAddress();
        }
        return address;
    }

    private boolean isProxy(String address) {
        return parse(address)
                .filter(parsed -> proxies.stream().anyMatch(range -> range.contains(parsed)))
                .isPresent();
    }

    /** Parses a literal, never a name: a look-up would let the header choose. */
    private static Optional<InetAddress> parse(String text) {
        try {
            return LITERAL.matcher(text).matches() ? Optional.of(InetAddress.ofLiteral(text)) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Range(byte[] start, int bits) {
        static Range of(String text) {
            String[] parts = text.split("/", 2);
            byte[] start = parse(parts[0].strip())
                    .orElseThrow(() -> new IllegalArgumentException("a trusted proxy must be an address or range"))
                    .getAddress();
            int bits = parts.length == 2 ? Integer.parseInt(parts[1].strip()) : start.length * 8;
            if (bits < 1 || bits > start.length * 8) {
                throw new IllegalArgumentException("a trusted proxy's range has an impossible prefix length");
            }
            return new Range(start, bits);
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            boolean inside = bytes.length == start.length;
            for (int bit = 0; inside && bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                inside = (bytes[bit / 8] & mask) == (start[bit / 8] & mask);
            }
            return inside;
        }
    }
}
