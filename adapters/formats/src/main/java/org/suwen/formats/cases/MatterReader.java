package org.suwen.formats.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.suwen.formats.yaml.YamlMap;

/** Reads a step in a matter, and what a matter must be like. */
final class MatterReader {

    private MatterReader() {}

    static Step.MatterStep step(YamlMap map, String patient, Set<String> known, Expect expect) {
        var unused = map.only("actor", "patient", "kind", "do", "facts", "data");
        List<String> data = map.texts("data");
        data.stream().filter(id -> !known.contains(id)).findFirst().ifPresent(id -> {
            throw map.get("data").fault("there is no data `" + id + "` in this case");
        });
        return new Step.MatterStep(
                map.at(),
                map.findText("actor"),
                patient,
                map.text("kind"),
                map.findText("do"),
                facts(map),
                data,
                expect);
    }

    static State.MatterState state(YamlMap map) {
        var unused = map.only("kind", "patient", "stage", "due", "facts");
        return new State.MatterState(
                map.text("kind"),
                map.findText("patient"),
                map.findText("stage"),
                map.find("due").map(node -> node.asText().moment()),
                facts(map));
    }

    private static Map<String, String> facts(YamlMap map) {
        Map<String, String> facts = new LinkedHashMap<>();
        map.mapOrEmpty("facts")
                .entries()
                .forEach((name, node) -> facts.put(name, node.asText().value()));
        return facts;
    }
}
