package org.suwen.server.acts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.suwen.server.identity.Caller;
import org.suwen.server.web.Problem;
import tools.jackson.databind.JsonNode;

/**
 * An act that is being done: who does it, when, and what it says.
 *
 * @param body a JSON object; each reader names the key when it is missing or holds something else
 */
public record Doing(Caller caller, Instant at, ZoneId zone, JsonNode body) {

    private static final int LONGEST = 2_000;
    private static final int MOST = 1_000;

    /** Refuses keys that nobody reads, so that a misspelt one is not silently dropped. */
    public void only(String... keys) {
        List<String> known = List.of(keys);
        for (String key : body.propertyNames()) {
            if (!known.contains(key)) {
                throw fault("`" + key + "` is not one of " + String.join(", ", known));
            }
        }
    }

    /** The day of the act where the house stands. */
    public LocalDate day() {
        return at.atZone(zone).toLocalDate();
    }

    /** A text that must be there. */
    public String text(String key) {
        return find(key).orElseThrow(() -> fault("`" + key + "` is missing"));
    }

    /** A text that may be absent. */
    public Optional<String> find(String key) {
        JsonNode node = body.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isValueNode() || node.asString().isBlank() || node.asString().length() > LONGEST) {
            throw fault("`" + key + "` is a text of 1 to " + LONGEST + " characters");
        }
        return Optional.of(node.asString().strip());
    }

    /** A whole number that must be there. */
    public long whole(String key) {
        return findWhole(key).orElseThrow(() -> fault("`" + key + "` is missing"));
    }

    /** A whole number that may be absent. */
    public Optional<Long> findWhole(String key) {
        JsonNode node = body.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < 0) {
            throw fault("`" + key + "` is a whole number that is not negative");
        }
        return Optional.of(node.asLong());
    }

    /** A yes or no; no when absent. */
    public boolean flag(String key) {
        JsonNode node = body.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return false;
        }
        if (!node.isBoolean()) {
            throw fault("`" + key + "` is true or false");
        }
        return node.asBoolean();
    }

    /** Texts, none twice; none when absent. */
    public SortedSet<String> texts(String key) {
        return new TreeSet<>(list(key));
    }

    /** Texts in their order; none when absent. */
    public List<String> list(String key) {
        JsonNode node = body.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!node.isArray() || node.size() > MOST) {
            throw fault("`" + key + "` is a list of at most " + MOST + " texts");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : node) {
            if (!each.isValueNode()
                    || each.asString().isBlank()
                    || each.asString().length() > LONGEST) {
                throw fault("`" + key + "` holds texts of 1 to " + LONGEST + " characters");
            }
            texts.add(each.asString().strip());
        }
        return texts;
    }

    /** A constant that must be there. */
    public <E extends Enum<E>> E constant(String key, Class<E> type) {
        return findConstant(key, type).orElseThrow(() -> fault("`" + key + "` is missing"));
    }

    /** A constant that may be absent. */
    public <E extends Enum<E>> Optional<E> findConstant(String key, Class<E> type) {
        return find(key).map(text -> constant(key, text, type));
    }

    /** Constants, none twice; none when absent. */
    public <E extends Enum<E>> List<E> constants(String key, Class<E> type) {
        return texts(key).stream().map(text -> constant(key, text, type)).toList();
    }

    private static <E extends Enum<E>> E constant(String key, String text, Class<E> type) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        throw fault("`" + key + "` is one of " + List.of(type.getEnumConstants()) + ", not `" + text + "`");
    }

    /** A moment that may be absent. */
    public Optional<Instant> moment(String key) {
        return find(key).map(text -> {
            try {
                return java.time.OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException malformed) {
                throw fault("`" + key + "` is a time with its offset, as 2025-06-10T10:00:00+08:00");
            }
        });
    }

    /** A day that may be absent. */
    public Optional<LocalDate> findDay(String key) {
        return find(key).map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException malformed) {
                throw fault("`" + key + "` is a day, as 2025-06-10");
            }
        });
    }

    /** A part that is an object of its own; an empty one when absent. */
    public Doing part(String key) {
        JsonNode node = body.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return new Doing(caller, at, zone, tools.jackson.databind.node.JsonNodeFactory.instance.objectNode());
        }
        if (!node.isObject()) {
            throw fault("`" + key + "` is an object");
        }
        return new Doing(caller, at, zone, node);
    }

    /** 400 with what is wrong. */
    public static Problem fault(String english) {
        return Problem.badRequest("请求内容有误", english);
    }
}
