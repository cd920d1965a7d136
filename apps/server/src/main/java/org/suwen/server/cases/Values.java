package org.suwen.server.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.suwen.formats.cases.Expect;

/** What an act of the office answers, as texts under dotted names. */
final class Values {

    private Values() {}

    static Map<String, List<String>> flat(Map<String, Object> values) {
        Map<String, List<String>> flat = new TreeMap<>();
        values.forEach((name, value) -> flatten(name, value, flat));
        return flat;
    }

    private static void flatten(String name, Object value, Map<String, List<String>> flat) {
        switch (value) {
            case Map<?, ?> map -> {
                flat.put(
                        name,
                        map.keySet().stream().map(String::valueOf).sorted().toList());
                map.forEach((key, each) -> flatten(name + "." + key, each, flat));
            }
            case List<?> list ->
                flat.put(name, list.stream().map(String::valueOf).toList());
            default -> flat.put(name, List.of(String.valueOf(value)));
        }
    }

    static void differences(Map<String, Expect.Wanted> expected, Map<String, List<String>> came, List<String> found) {
        new LinkedHashMap<>(expected).forEach((name, wanted) -> {
            List<String> texts = came.get(name);
            if (texts == null) {
                found.add("expected a value `" + name + "`, came " + came.keySet());
            } else if (wanted.list() ? !holds(texts, wanted.texts()) : !texts.equals(wanted.texts())) {
                found.add("expected `" + name + "` to be " + wanted.texts() + ", came " + texts);
            }
        });
    }

    private static boolean holds(List<String> texts, List<String> wanted) {
        return wanted.isEmpty() ? texts.isEmpty() : texts.containsAll(wanted);
    }
}
