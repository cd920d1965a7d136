package org.suwen.cli.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Resources one a line, as bulk exports have them, put together as one transaction a patient: what names no patient goes
 * with whoever refers to it. All lines are held in memory; more than {@link #MOST_LINES} are refused.
 */
final class Ndjson {

    /** The most lines of all files together. */
    static final int MOST_LINES = 2_000_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final List<String> SUBJECTS =
            List.of("subject", "patient", "beneficiary", "for", "individual", "target");

    private final List<Rejects.Reject> rejects = new ArrayList<>();
    private final Map<String, Line> lines = new LinkedHashMap<>();

    /** A resource with where it stands. */
    private record Line(String file, int number, ObjectNode resource) {}

    /** A patient's transaction; {@code name} says whose. */
    @SuppressWarnings("ArrayRecordComponent") // sent once and never compared
    record Made(String name, byte[] bundle) {}

    /** Reads these files. */
    static Ndjson read(List<Path> files) throws IOException {
        var all = new Ndjson();
        for (Path file : files) {
            all.add(file);
        }
        return all;
    }

    private void add(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try (BufferedReader in = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    add(name, number, line);
                }
            }
        }
    }

    private void add(String file, int number, String line) throws IOException {
        if (lines.size() >= MOST_LINES) {
            throw new IOException("there are more than " + MOST_LINES + " lines; import the folder in parts");
        }
        Optional<ObjectNode> resource = object(line);
        String type =
                resource.map(each -> each.path("resourceType").asString("")).orElse("");
        String id = resource.map(each -> each.path("id").asString("")).orElse("");
        if (resource.isEmpty() || type.isEmpty() || id.isEmpty()) {
            rejects.add(new Rejects.Reject(file, number, "the line is no resource with a type and an id"));
        } else if (lines.putIfAbsent(type + "/" + id, new Line(file, number, resource.get())) != null) {
            rejects.add(new Rejects.Reject(file, number, "an earlier line has the same type and id"));
        }
    }

    private static Optional<ObjectNode> object(String line) {
        try {
            return JSON.readTree(line) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JacksonException broken) {
            return Optional.empty();
        }
    }

    /** The transactions, one a patient, in the order of the patients' ids; afterwards {@link #rejects} is complete. */
    List<Made> transactions() {
        Map<String, Set<String>> records = new TreeMap<>();
        List<String> nobodys = new ArrayList<>();
        lines.forEach((key, line) -> patient(key, line.resource())
                .ifPresentOrElse(
                        patient -> records.computeIfAbsent(patient, none -> new TreeSet<>())
                                .add(key),
                        () -> nobodys.add(key)));
        for (String key : nobodys) {
            boolean claimed = false;
            for (Set<String> record : records.values()) {
                if (record.stream().anyMatch(each -> refers(lines.get(each), key))) {
                    record.add(key);
                    claimed = true;
                }
            }
            if (!claimed) {
                reject(key, "the resource names no patient, and no resource of a patient refers to it");
            }
        }
        List<Made> made = new ArrayList<>();
        records.forEach((patient, record) -> made.add(new Made(patient, bundle(record))));
        return made;
    }

    private void reject(String key, String reason) {
        Line line = lines.get(key);
        if (line != null) {
            rejects.add(new Rejects.Reject(line.file(), line.number(), reason));
        }
    }

    /** Lines that went into no transaction. */
    List<Rejects.Reject> rejects() {
        return List.copyOf(rejects);
    }

    private static Optional<String> patient(String key, ObjectNode resource) {
        if (key.startsWith("Patient/")) {
            return Optional.of(key);
        }
        for (String name : SUBJECTS) {
            JsonNode subject = resource.path(name);
            JsonNode one = subject.isArray() ? subject.path(0) : subject;
            String reference = one.path("reference").asString("");
            if (reference.startsWith("Patient/")) {
                return Optional.of(reference);
            }
        }
        return Optional.empty();
    }

    private static boolean refers(@org.jspecify.annotations.Nullable Line line, String key) {
        return line != null && line.resource().toString().contains("\"reference\":\"" + key + "\"");
    }

    private byte[] bundle(Set<String> record) {
        ObjectNode bundle = JSON.createObjectNode();
        bundle.put("resourceType", "Bundle").put("type", "transaction");
        ArrayNode entries = bundle.putArray("entry");
        for (String key : record) {
            Line line = lines.get(key);
            if (line == null) {
                throw new IllegalStateException("a line that was read is gone");
            }
            ObjectNode resource = line.resource().deepCopy();
            resource.remove("id");
            rename(resource, record);
            ObjectNode entry = entries.addObject();
            entry.put("fullUrl", name(key));
            entry.set("resource", resource);
            entry.putObject("request").put("method", "POST").put("url", key.substring(0, key.indexOf('/')));
        }
        return JSON.writeValueAsBytes(bundle);
    }

    private static String name(String key) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** References inside the transaction become its own names, so that the server puts in the new ids. */
    private static void rename(JsonNode node, Set<String> record) {
        if (node instanceof ObjectNode object
                && record.contains(object.path("reference").asString(""))) {
            object.put("reference", name(object.path("reference").asString("")));
        }
        node.forEach(child -> rename(child, record));
    }
}
