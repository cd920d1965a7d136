package org.suwen.fhir.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.suwen.fhir.JsonTree;

/**
 * One resource as a caller may see it, opened for searching; its values are taken out when first asked for. For one
 * thread.
 */
public final class Seen {
    private final String type;
    private final String id;
    private final Map<String, Object> tree;
    private final Map<String, List<IndexValue>> values = new HashMap<>();

    private Seen(String type, String id, Map<String, Object> tree) {
        this.type = type;
        this.id = id;
        this.tree = tree;
    }

    /** Opens the bytes of a resource; throws {@link org.suwen.fhir.InvalidFhirException} when they are none. */
    public static Seen of(byte[] resource) {
        Map<String, Object> tree = JsonTree.resource(resource);
        return new Seen(Json.textOr(tree, "resourceType"), Json.textOr(tree, "id"), tree);
    }

    /** The resource type. */
    public String type() {
        return type;
    }

    /** The logical id. */
    public String id() {
        return id;
    }

    List<IndexValue> values(SearchParameter parameter, IndexValues reading) {
        List<IndexValue> known = values.get(parameter.name());
        if (known == null) {
            known = List.copyOf(reading.of(parameter, tree));
            values.put(parameter.name(), known);
        }
        return known;
    }
}
