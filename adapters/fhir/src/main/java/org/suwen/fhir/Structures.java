package org.suwen.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The structures of FHIR R4 (4.0.1), read from a compact table that is generated from the official StructureDefinitions.
 *
 * <p>A line of the table starts with {@code P} (primitive types), {@code C} (a code set: name and codes), {@code R} or
 * {@code D} (a resource, or a data type or backbone element: name and base type) or a blank (an element of the type
 * above: name, cardinality, types, and the code set of a required binding).
 */
final class Structures {
    /** Where the table lies among the resources. */
    static final String TABLE = "/org/suwen/fhir/r4-structures.txt";

    private static final Structures R4 = load();

    private final Map<String, StructureType> types = new HashMap<>();
    private final Map<String, List<String[]>> rows = new HashMap<>();
    private final Map<String, String> bases = new HashMap<>();
    private final Map<String, Set<String>> codeSets = new HashMap<>();
    private final Set<String> primitives = new HashSet<>();
    private final Set<String> resources = new HashSet<>();

    private Structures(String table) {
        String current = "";
        for (String line : table.split("\n")) {
            if (line.isEmpty() || line.charAt(0) == '#') {
                continue;
            }
            String[] words = line.strip().split(" ");
            switch (line.charAt(0)) {
                case 'P' -> primitives.addAll(List.of(words).subList(1, words.length));
                case 'C' -> codeSets.put(words[1], Set.of(words[2].split("\\|")));
                case 'R', 'D' -> current = declare(words, line.charAt(0) == 'R');
                default ->
                    rows.computeIfAbsent(current, name -> new ArrayList<>()).add(words);
            }
        }
        bases.keySet().forEach(this::build);
        types.values().forEach(type -> type.link(types));
    }

    private String declare(String[] words, boolean resource) {
        String name = words[1];
        bases.put(name, words.length > 2 ? words[2] : "");
        if (resource) {
            resources.add(name);
        }
        return name;
    }

    private void build(String name) {
        StructureType type = new StructureType(name, resources.contains(name));
        addRows(type, name);
        types.put(name, type);
    }

    private void addRows(StructureType type, String name) {
        String base = bases.getOrDefault(name, "");
        if (!base.isEmpty()) {
            addRows(type, base);
        }
        for (String[] words : rows.getOrDefault(name, List.of())) {
            String range = words[1];
            type.add(new StructureType.Row(
                    words[0],
                    range.charAt(0) == '1',
                    range.charAt(1) == '*',
                    isReference(name, words[0]) ? List.of("uri") : List.of(words[2].split("\\|")),
                    primitives,
                    words.length > 3 ? codeSets.getOrDefault(words[3], Set.of()) : Set.of()));
        }
    }

    /** R4 types {@code Reference.reference} as a string, but what stands in it is an address (references, 2.3.0). */
    private static boolean isReference(String type, String element) {
        return type.equals("Reference") && element.equals("reference");
    }

    private static Structures load() {
        try (InputStream in = Structures.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the table of structures is missing in the jar");
            }
            return new Structures(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The structures of R4. */
    static Structures r4() {
        return R4;
    }

    /** A resource type that can stand alone; null when there is none of this name. */
    @Nullable
    StructureType resource(String name) {
        return resources.contains(name) ? types.get(name) : null;
    }

    /** Names of all resource types. */
    Set<String> resourceNames() {
        return Set.copyOf(resources);
    }
}
