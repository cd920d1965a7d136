package org.suwen.server.nodes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a node listens for the others: {@code host:port}, or {@code [address]:port} for IPv6. */
public record NodeAddress(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]{2,45}]|[A-Za-z0-9.-]{1,253}):([0-9]{1,5})");

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static NodeAddress parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
            throw new IllegalArgumentException(
                    "`suwen.node` says where the other nodes reach this one, such as `10.20.0.5:7443`, not `" + text
                            + "`");
        }
        String host = parts.group(1);
        boolean bracketed = host.startsWith("[");
        return new NodeAddress(
                bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(parts.group(2)));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
