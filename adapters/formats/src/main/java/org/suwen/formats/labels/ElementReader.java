package org.suwen.formats.labels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.suwen.classification.ElementRule;
import org.suwen.classification.Granularity;
import org.suwen.classification.IdentifierKind;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;

/** The catalogue of elements. */
final class ElementReader {
    private static final String EVERYWHERE = "*";

    private final String type;
    private final Map<String, Granularity> granularities = new LinkedHashMap<>();
    private final Map<String, IdentifierKind> kinds = new LinkedHashMap<>();

    private ElementReader(String type) {
        this.type = type;
    }

    static List<ElementRule> read(YamlMap file) {
        file.only("everywhere", "types");
        List<ElementRule> rules = new ArrayList<>(
                new ElementReader(EVERYWHERE).rules(file.get("everywhere").asMap()));
        file.get("types")
                .asMap()
                .entries()
                .forEach((type, node) -> rules.addAll(new ElementReader(type).rules(node.asMap())));
        return rules;
    }

    private List<ElementRule> rules(YamlMap map) {
        map.only("overview", "summary", "identifiers");
        map.find("overview").ifPresent(node -> granularity(node, Granularity.OVERVIEW));
        map.find("summary").ifPresent(node -> granularity(node, Granularity.SUMMARY));
        map.mapOrEmpty("identifiers").entries().forEach(this::identifiers);
        List<ElementRule> rules = new ArrayList<>();
        granularities.forEach((path, granularity) ->
                rules.add(rule(path, kinds.getOrDefault(path, IdentifierKind.NONE), granularity)));
        kinds.forEach((path, kind) -> {
            if (!granularities.containsKey(path)) {
                rules.add(rule(path, kind, Granularity.DETAIL));
            }
        });
        return rules;
    }

    private ElementRule rule(String path, IdentifierKind kind, Granularity granularity) {
        return new ElementRule("element/" + type + "." + path, type, path, kind, granularity);
    }

    private void granularity(YamlNode node, Granularity granularity) {
        for (YamlNode item : node.asList().items()) {
            String path = item.asText().value();
            if (granularities.put(path, granularity) != null) {
                throw item.fault("the element `" + path + "` stands twice for `" + type + "`");
            }
        }
    }

    private void identifiers(String name, YamlNode node) {
        IdentifierKind kind = kind(name).orElseThrow(() -> node.fault("`" + name + "` is not a kind of identifier"));
        for (YamlNode item : node.asList().items()) {
            String path = item.asText().value();
            if (kinds.put(path, kind) != null) {
                throw item.fault("the element `" + path + "` identifies twice for `" + type + "`");
            }
        }
    }

    private static Optional<IdentifierKind> kind(String name) {
        for (IdentifierKind kind : IdentifierKind.values()) {
            if (kind.name().equals(name) && kind != IdentifierKind.NONE) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
