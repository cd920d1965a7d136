package org.suwen.formats.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.suwen.classification.Granularity;
import org.suwen.decision.Duty;
import org.suwen.decision.DutyKind;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;
import org.suwen.formats.yaml.YamlText;

/** Reads what must come back, and what must be found. */
final class ExpectReader {

    Expect expect(YamlMap step) {
        YamlMap map = step.mapOrEmpty("expect")
                .only(
                        "decision",
                        "reason",
                        "reasons",
                        "ground",
                        "basis",
                        "duties",
                        "noDuties",
                        "reduce",
                        "shown",
                        "withheld",
                        "rules",
                        "values");
        if (step.has("expect") && map.entries().isEmpty()) {
            throw step.get("expect").fault("an expectation names at least one thing");
        }
        return new Expect(
                map.findConstant("decision", Expect.Outcome.class),
                map.findText("reason"),
                map.texts("reasons"),
                map.findText("ground"),
                map.findText("basis"),
                map.each("duties", ExpectReader::duty),
                map.constants("noDuties", DutyKind.class),
                map.findConstant("reduce", Granularity.class),
                map.texts("shown"),
                withheld(map),
                map.texts("rules"),
                values(map));
    }

    private static Map<String, Expect.Wanted> values(YamlMap map) {
        Map<String, Expect.Wanted> values = new LinkedHashMap<>();
        map.mapOrEmpty("values")
                .entries()
                .forEach((name, node) -> values.put(
                        name,
                        node instanceof YamlText text
                                ? new Expect.Wanted(List.of(text.value()), false)
                                : new Expect.Wanted(node.asList().texts(), true)));
        return values;
    }

    private static Duty duty(YamlNode node) {
        if (node instanceof YamlText text) {
            return Duty.of(text.constant(DutyKind.class));
        }
        YamlMap map = node.asMap();
        Map<String, String> parameters = new LinkedHashMap<>();
        map.entries().forEach((name, value) -> {
            if (!name.equals("duty")) {
                parameters.put(name, value.asText().value());
            }
        });
        return new Duty(map.constant("duty", DutyKind.class), parameters);
    }

    private static Map<String, String> withheld(YamlMap map) {
        Map<String, String> withheld = new LinkedHashMap<>();
        map.mapOrEmpty("withheld")
                .entries()
                .forEach((data, reason) -> withheld.put(data, reason.asText().value()));
        return withheld;
    }

    State state(YamlMap map) {
        var unused = map.only("tasks", "anomalies", "notices", "stored", "entries", "matters", "ledger");
        return new State(
                map.each("tasks", node -> task(node.asMap())),
                map.each("anomalies", node -> anomaly(node.asMap())),
                map.each("notices", node -> notice(node.asMap())),
                map.each("stored", node -> stored(node.asMap())),
                map.each("entries", node -> entry(node.asMap())),
                map.each("matters", node -> MatterReader.state(node.asMap())),
                map.findConstant("ledger", State.LedgerState.class));
    }

    private static State.Task task(YamlMap map) {
        var unused = map.only("kind", "actor", "patient", "due");
        return new State.Task(
                map.text("kind"),
                map.findText("actor"),
                map.findText("patient"),
                map.find("due").map(node -> node.asText().moment()));
    }

    private static State.Anomaly anomaly(YamlMap map) {
        var unused = map.only("code", "actor", "present");
        return new State.Anomaly(map.text("code"), map.findText("actor"), map.boolOr("present", true));
    }

    private static State.Notice notice(YamlMap map) {
        var unused = map.only("channel", "to");
        return new State.Notice(map.text("channel"), map.findText("to"));
    }

    private static State.Stored stored(YamlMap map) {
        var unused = map.only("patient", "kind", "present");
        return new State.Stored(map.text("patient"), DataReader.kind(map.get("kind")), map.boolOr("present", true));
    }

    private static State.LedgerEntry entry(YamlMap map) {
        var unused = map.only("type", "actor", "patient", "outcome");
        return new State.LedgerEntry(
                map.text("type"), map.findText("actor"), map.findText("patient"), map.findText("outcome"));
    }
}
