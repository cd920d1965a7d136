package org.suwen.fhir;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Writes a searchset bundle around stored bytes, entry by entry, without reading them. The stored bytes must be one
 * whole JSON resource each, as {@link Rewriting} and {@link Projection} give them.
 */
public final class Searchsets implements Closeable {
    private final OutputStream out;
    private boolean first = true;

    private Searchsets(OutputStream out) {
        this.out = out;
    }

    /** Why an entry is in the bundle. */
    public enum Mode {
        MATCH("match"),
        INCLUDE("include"),
        OUTCOME("outcome");

        private final String code;

        Mode(String code) {
            this.code = code;
        }
    }

    /**
     * A link of the bundle.
     *
     * @param relation {@code self}, {@code next}, …
     * @param url its address
     */
    public record Link(String relation, String url) {}

    /**
     * Starts a bundle; close it to finish it, which leaves the stream open.
     *
     * @param total how many match, when it is known and may be told
     */
    public static Searchsets start(OutputStream out, OptionalLong total, Link... links) throws IOException {
        Searchsets bundle = new Searchsets(out);
        StringBuilder head = new StringBuilder("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"");
        total.ifPresent(count -> head.append(",\"total\":").append(count));
        if (links.length > 0) {
            head.append(",\"link\":[");
            for (int i = 0; i < links.length; i++) {
                head.append(i == 0 ? "{\"relation\":" : ",{\"relation\":");
                quote(head, links[i].relation());
                head.append(",\"url\":");
                quote(head, links[i].url());
                head.append('}');
            }
            head.append(']');
        }
        bundle.write(head.toString());
        return bundle;
    }

    /**
     * Adds an entry. What has no address of its own, as an outcome has none, gets a name out of its content (bdl-7 of
     * Bundle, and every entry of a searchset has a fullUrl): the same content, the same name.
     */
    public void entry(String fullUrl, byte[] resource, Mode mode) throws IOException {
        StringBuilder head = new StringBuilder(first ? ",\"entry\":[{" : ",{");
        first = false;
        head.append("\"fullUrl\":");
        quote(head, fullUrl.isEmpty() ? "urn:uuid:" + UUID.nameUUIDFromBytes(resource) : fullUrl);
        write(head.append(",\"resource\":").toString());
        out.write(resource);
        write(",\"search\":{\"mode\":\"" + mode.code + "\"}}");
    }

    /** Finishes the bundle. */
    @Override
    public void close() throws IOException {
        write(first ? "}" : "]}");
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void quote(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
