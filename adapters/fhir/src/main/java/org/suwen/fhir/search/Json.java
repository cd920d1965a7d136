package org.suwen.fhir.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads in trees of {@code JsonTree}: what is not of the form wanted is as if it weren't there. */
final class Json {
    private Json() {}

    @SuppressWarnings("unchecked") // JsonTree makes no other maps
    static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }

    static Optional<String> text(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    static String textOr(Map<String, Object> map, String name) {
        return text(map.get(name)).orElse("");
    }

    static List<String> texts(@Nullable Object value) {
        return list(value).stream().flatMap(each -> text(each).stream()).toList();
    }
}
