package org.suwen.fhir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A transaction or batch bundle, read in one pass that only remembers where each entry's resource lies.
 */
public final class Bundles {
    private final byte[] bytes;
    private final String kind;
    private final List<Entry> entries;

    private Bundles(byte[] bytes, String kind, List<Entry> entries) {
        this.bytes = bytes;
        this.kind = kind;
        this.entries = List.copyOf(entries);
    }

    /** What an entry asks for. */
    public enum Method {
        GET,
        HEAD,
        POST,
        PUT,
        PATCH,
        DELETE;

        /** Whether an entry of this method brings a resource. */
        public boolean brings() {
            return this == POST || this == PUT || this == PATCH;
        }

        /** Whether an entry of this method changes what is there. */
        boolean changes() {
            return this == PUT || this == PATCH || this == DELETE;
        }
    }

    /**
     * One entry.
     *
     * @param index its place in the bundle, from 0
     * @param fullUrl its address inside the bundle; empty when none
     * @param method what it asks for
     * @param url where, for instance {@code Patient}, {@code Patient/7} or {@code Patient?identifier=…}
     * @param type its resource type
     * @param ifNoneExist the condition of a conditional create; empty when none
     * @param ifMatch the version a change rests on; empty when none
     * @param ifNoneMatch the version a reader has; empty when none
     * @param offset where its resource starts in the bundle's bytes
     * @param length how long its resource is; 0 when it has none
     */
    public record Entry(
            int index,
            String fullUrl,
            Method method,
            String url,
            String type,
            String ifNoneExist,
            String ifMatch,
            String ifNoneMatch,
            int offset,
            int length) {
        /** The id that a change names; empty for a create and for a conditional change. */
        public String id() {
            int slash = url.indexOf('/');
            return method != Method.POST && slash >= 0 && url.indexOf('?') < 0 ? url.substring(slash + 1) : "";
        }

        /** The condition of a conditional update, what follows the question mark; empty when none. */
        public String condition() {
            int mark = url.indexOf('?');
            return mark >= 0 ? url.substring(mark + 1) : "";
        }
    }

    /**
     * Reads a bundle.
     *
     * @throws InvalidFhirException when it is no transaction or batch, or breaks a limit
     */
    public static Bundles read(byte[] bundle) {
        FhirJson.requireSize(bundle, FhirLimits.MAX_BUNDLE_BYTES);
        try (JsonParser in = FhirJson.parser(bundle)) {
            return new Reading(bundle, in).bundle();
        } catch (JacksonException e) {
            throw FhirJson.malformed(e);
        }
    }

    /** {@code transaction} or {@code batch}. */
    public String kind() {
        return kind;
    }

    /** The entries in the bundle's order. */
    public List<Entry> entries() {
        return entries;
    }

    /** The bytes of an entry's resource as they stand in the bundle. */
    public byte[] resource(Entry entry) {
        return Arrays.copyOfRange(bytes, entry.offset(), entry.offset() + entry.length());
    }

    private static final class Reading {
        private final byte[] bytes;
        private final JsonParser in;
        private final List<Entry> entries = new ArrayList<>();
        private final Set<String> fullUrls = new HashSet<>();
        private String kind = "";
        private String resourceType = "";

        Reading(byte[] bytes, JsonParser in) {
            this.bytes = bytes;
            this.in = in;
        }

        Bundles bundle() {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw FhirJson.refuse("structure", "$this", "a bundle is a JSON object");
            }
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                switch (name) {
                    case "resourceType" -> resourceType = text();
                    case "type" -> kind = text();
                    case "entry" -> entries();
                    default -> in.skipChildren();
                }
            }
            if (!resourceType.equals("Bundle")) {
                throw FhirJson.refuse("structure", "Bundle", "the resource must be a Bundle");
            }
            if (!kind.equals("transaction") && !kind.equals("batch")) {
                throw FhirJson.refuse("value", "Bundle.type", "the type must be transaction or batch");
            }
            if (in.nextToken() != null) {
                throw FhirJson.refuse("structure", "Bundle", "there is text after the bundle's end");
            }
            return new Bundles(bytes, kind, entries);
        }

        private void entries() {
            if (in.currentToken() != JsonToken.START_ARRAY) {
                throw FhirJson.refuse("structure", "Bundle.entry", "`entry` is an array");
            }
            while (in.nextToken() != JsonToken.END_ARRAY) {
                if (entries.size() == FhirLimits.MAX_ENTRIES) {
                    throw FhirJson.refuse(
                            "too-long", "Bundle.entry", "a bundle has at most " + FhirLimits.MAX_ENTRIES + " entries");
                }
                entries.add(entry());
            }
        }

        private Entry entry() {
            String at = "Bundle.entry[" + entries.size() + "]";
            if (in.currentToken() != JsonToken.START_OBJECT) {
                throw FhirJson.refuse("structure", at, "an entry is an object");
            }
            Parts parts = new Parts();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                switch (name) {
                    case "fullUrl" -> parts.fullUrl = text();
                    case "resource" -> resource(parts);
                    case "request" -> request(parts);
                    default -> in.skipChildren();
                }
            }
            return checked(at, parts);
        }

        private void resource(Parts parts) {
            parts.offset = Math.toIntExact(in.currentTokenLocation().getByteOffset());
            in.skipChildren();
            parts.length = Math.toIntExact(in.currentLocation().getByteOffset()) - parts.offset;
        }

        private void request(Parts parts) {
            if (in.currentToken() != JsonToken.START_OBJECT) {
                in.skipChildren();
                return;
            }
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                switch (name) {
                    case "method" -> parts.method = text();
                    case "url" -> parts.url = text();
                    case "ifNoneExist" -> parts.ifNoneExist = text();
                    case "ifMatch" -> parts.ifMatch = text();
                    case "ifNoneMatch" -> parts.ifNoneMatch = text();
                    default -> in.skipChildren();
                }
            }
        }

        private Entry checked(String at, Parts parts) {
            Method method = method(at, parts);
            String type = parts.url.split("[/?]", 2)[0];
            if (method.brings()) {
                type = typeOfResource(at, method, parts, type);
            }
            if (!parts.fullUrl.isEmpty() && !fullUrls.add(parts.fullUrl)) {
                throw FhirJson.refuse("duplicate", at + ".fullUrl", "two entries have the same fullUrl");
            }
            Entry entry = new Entry(
                    entries.size(),
                    parts.fullUrl,
                    method,
                    parts.url,
                    type,
                    parts.ifNoneExist,
                    parts.ifMatch,
                    parts.ifNoneMatch,
                    parts.offset,
                    parts.length);
            if (method.changes() && entry.id().isEmpty() && entry.condition().isEmpty()) {
                throw FhirJson.refuse(
                        "value",
                        at + ".request.url",
                        "a change names what it changes: an id after the type, or a condition");
            }
            return entry;
        }

        private static Method method(String at, Parts parts) {
            for (Method each : Method.values()) {
                if (each.name().equals(parts.method)) {
                    return each;
                }
            }
            throw FhirJson.refuse(
                    "value", at + ".request.method", "a method is one of GET, HEAD, POST, PUT, PATCH and DELETE");
        }

        private String typeOfResource(String at, Method method, Parts parts, String wanted) {
            if (parts.length == 0 || bytes[parts.offset] != '{') {
                throw FhirJson.refuse("required", at + ".resource", "an entry has a resource");
            }
            String type = ResourceTypes.find(bytes, parts.offset);
            if (Structures.r4().resource(type) == null) {
                throw FhirJson.refuse(
                        "structure", at + ".resource", "`resourceType` must name a resource type of FHIR R4");
            }
            if (method == Method.PATCH) {
                return wanted;
            }
            if (!wanted.equals(type)) {
                throw FhirJson.refuse("value", at + ".request.url", "the address must name the resource's type");
            }
            return type;
        }

        private String text() {
            if (in.currentToken() == JsonToken.VALUE_STRING) {
                return in.getString();
            }
            in.skipChildren();
            return "";
        }
    }

    private static final class Parts {
        private String fullUrl = "";
        private String method = "";
        private String url = "";
        private String ifNoneExist = "";
        private String ifMatch = "";
        private String ifNoneMatch = "";
        private int offset;
        private int length;
    }
}
