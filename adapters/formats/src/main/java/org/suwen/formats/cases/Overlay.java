package org.suwen.formats.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.suwen.formats.yaml.YamlList;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;

/** Lays one fixture over another: maps merge by key, lists of maps with an {@code id} by that id, the rest is replaced. */
final class Overlay {

    private Overlay() {}

    static YamlMap over(YamlMap base, YamlMap top) {
        Map<String, YamlNode> merged = new LinkedHashMap<>(base.entries());
        top.entries().forEach((key, node) -> {
            YamlNode below = merged.get(key);
            merged.put(key, below == null ? node : over(below, node));
        });
        return new YamlMap(top.at(), merged);
    }

    private static YamlNode over(YamlNode base, YamlNode top) {
        if (base instanceof YamlMap below && top instanceof YamlMap above) {
            return over(below, above);
        }
        if (base instanceof YamlList below && top instanceof YamlList above && named(below) && named(above)) {
            return byId(below, above);
        }
        return top;
    }

    private static YamlList byId(YamlList base, YamlList top) {
        Map<String, YamlNode> items = new LinkedHashMap<>();
        base.items().forEach(item -> items.put(item.asMap().text("id"), item));
        for (YamlNode item : top.items()) {
            String id = item.asMap().text("id");
            YamlNode below = items.get(id);
            items.put(id, below == null ? item : over(below.asMap(), item.asMap()));
        }
        return new YamlList(top.at(), List.copyOf(items.values()));
    }

    private static boolean named(YamlList list) {
        return list.items().stream().allMatch(item -> item instanceof YamlMap map && map.has("id"));
    }
}
