package org.suwen.server.fhir;

import java.util.ArrayList;
import java.util.List;
import org.suwen.fhir.search.SearchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Patch (RFC 6902) on a resource: all operations or none. Numbers keep their digits. */
final class JsonPatch {

    /** Most operations of one patch. */
    private static final int MOST_OPERATIONS = 1_000;

    private static final int DEEPEST = 64;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonPatch() {}

    /** A test of the patch failed: the resource is not as its sender believed. */
    static final class TestFailedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** The patched resource; throws {@link SearchException} for a patch that can't be applied. */
    static byte[] apply(byte[] resource, byte[] patch) {
        JsonNode target = read(resource);
        JsonNode operations = read(patch);
        if (!operations.isArray() || operations.size() > MOST_OPERATIONS) {
            throw refused("a JSON Patch is an array of at most `" + MOST_OPERATIONS + "` operations");
        }
        for (JsonNode operation : operations) {
            target = one(target, operation);
        }
        if (!target.isObject()) {
            throw refused("what the patch leaves is no resource");
        }
        return JSON.writeValueAsBytes(target);
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException malformed) {
            throw refused("the patch is not well-formed JSON within the limits");
        }
    }

    private static SearchException refused(String message) {
        return new SearchException("invalid", "patch", message);
    }

    private static JsonNode one(JsonNode target, JsonNode operation) {
        List<String> path = pointer(operation.path("path"));
        String what = operation.path("op").asString("");
        return switch (what) {
            case "add" -> add(target, path, value(operation));
            case "remove" -> remove(target, path);
            case "replace" -> {
                JsonNode unused = at(target, path);
                yield path.isEmpty() ? value(operation) : add(remove(target, path), path, value(operation));
            }
            case "move" -> {
                List<String> from = pointer(operation.path("from"));
                if (path.size() > from.size() && path.subList(0, from.size()).equals(from)) {
                    throw refused("nothing can be moved into itself");
                }
                JsonNode moved = at(target, from);
                yield add(remove(target, from), path, moved);
            }
            case "copy" ->
                add(target, path, at(target, pointer(operation.path("from"))).deepCopy());
            case "test" -> {
                if (!at(target, path).equals(value(operation))) {
                    throw new TestFailedException();
                }
                yield target;
            }
            default -> throw refused("an operation is one of add, remove, replace, move, copy and test");
        };
    }

    private static JsonNode value(JsonNode operation) {
        JsonNode value = operation.get("value");
        if (value == null) {
            throw refused("this operation needs a value");
        }
        return value.deepCopy();
    }

    /** RFC 6901. */
    private static List<String> pointer(JsonNode written) {
        String text = written.isString() ? written.asString() : "?";
        if (text.isEmpty()) {
            return List.of();
        }
        if (text.charAt(0) != '/') {
            throw refused("a path is a JSON Pointer that starts with a slash");
        }
        List<String> steps = new ArrayList<>();
        for (String step : text.substring(1).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return steps;
    }

    private static JsonNode at(JsonNode target, List<String> path) {
        JsonNode found = target;
        for (String step : path) {
            JsonNode next = found instanceof ArrayNode array ? array.get(index(array, step, false)) : found.get(step);
            if (next == null) {
                throw refused("a path points at nothing");
            }
            found = next;
        }
        return found;
    }

    private static int index(ArrayNode array, String step, boolean end) {
        if (end && step.equals("-")) {
            return array.size();
        }
        boolean digits = !step.isEmpty() && step.length() < 7 && step.chars().allMatch(c -> c >= '0' && c <= '9');
        int index = digits && (step.length() == 1 || step.charAt(0) != '0') ? Integer.parseInt(step) : -1;
        if (index < 0 || index >= array.size() + (end ? 1 : 0)) {
            throw refused("a path points outside an array");
        }
        return index;
    }

    private static JsonNode add(JsonNode target, List<String> path, JsonNode value) {
        if (path.isEmpty()) {
            return value;
        }
        JsonNode parent = at(target, path.subList(0, path.size() - 1));
        String last = path.getLast();
        if (parent instanceof ArrayNode array) {
            array.insert(index(array, last, true), value);
        } else if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else {
            throw refused("a path goes through something that holds nothing");
        }
        return target;
    }

    private static JsonNode remove(JsonNode target, List<String> path) {
        if (path.isEmpty()) {
            throw refused("a whole resource is not removed by a patch");
        }
        JsonNode unused = at(target, path);
        JsonNode parent = at(target, path.subList(0, path.size() - 1));
        String last = path.getLast();
        if (parent instanceof ArrayNode array) {
            var unusedItem = array.remove(index(array, last, false));
        }
        if (parent instanceof ObjectNode object) {
            var unusedItem = object.remove(last);
        }
        return target;
    }
}
