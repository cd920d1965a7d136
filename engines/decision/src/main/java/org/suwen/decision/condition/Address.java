package org.suwen.decision.condition;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * A network address as two numbers.
 *
 * @param bits 32 or 128; 0 when the text was no address, which lies in no network
 * @param high the leading 64 bits; an IPv4 address fills the first 32 of them
 * @param low the other 64 bits
 */
public record Address(int bits, long high, long low) {

    private static final Address NONE = new Address(0, 0, 0);
    private static final int MAX_LENGTH = 45;

    /** The address in a text; no name is ever looked up. */
    public static Address of(String text) {
        return text.indexOf(':') >= 0 ? six(text) : four(text);
    }

    private static Address four(String text) {
        long value = 0;
        int part = -1;
        int parts = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c == '.') {
                if (part < 0 || ++parts > 4) {
                    return NONE;
                }
                value = value << 8 | part;
                part = -1;
            } else if (c < '0' || c > '9' || part == 0) {
                return NONE; // a leading zero would be octal to some
            } else {
                part = Math.max(part, 0) * 10 + c - '0';
                if (part > 255) {
                    return NONE;
                }
            }
        }
        return parts == 4 ? new Address(32, value << 32, 0) : NONE;
    }

    private static Address six(String text) {
        boolean plausible = text.length() <= MAX_LENGTH
                && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
        if (!plausible) {
            return NONE;
        }
        try {
            // a text with a colon is parsed as a literal or refused; it is never resolved
            ByteBuffer bytes = ByteBuffer.wrap(InetAddress.getByName(text).getAddress());
            return bytes.remaining() == 4
                    ? new Address(32, (long) bytes.getInt() << 32, 0)
                    : new Address(128, bytes.getLong(), bytes.getLong());
        } catch (UnknownHostException e) {
            return NONE;
        }
    }

    @Override
    public String toString() {
        if (bits == 32) {
            return (high >>> 56) + "." + (high >>> 48 & 255) + "." + (high >>> 40 & 255) + "." + (high >>> 32 & 255);
        }
        StringBuilder text = new StringBuilder();
        for (int shift = 48; shift >= 0; shift -= 16) {
            text.append(Long.toHexString(high >>> shift & 0xffff)).append(':');
        }
        for (int shift = 48; shift >= 0; shift -= 16) {
            text.append(Long.toHexString(low >>> shift & 0xffff)).append(shift == 0 ? "" : ":");
        }
        return text.toString();
    }
}
