package org.suwen.formats.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.suwen.decision.Action;
import org.suwen.decision.Provision;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.decision.Span;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;

/** Reads the clauses of a consent. */
final class ProvisionReader {

    private ProvisionReader() {}

    /** The clauses under {@code provisions}; none when it is left out. */
    static List<Provision> provisions(YamlMap map) {
        return clauses(map, "provisions", "");
    }

    private static List<Provision> clauses(YamlMap map, String name, String path) {
        List<Provision> clauses = new ArrayList<>();
        List<YamlMap> written = map.each(name, YamlNode::asMap);
        for (int i = 0; i < written.size(); i++) {
            clauses.add(clause(written.get(i), (path.isEmpty() ? "" : path + ".") + "provision[" + i + "]"));
        }
        return clauses;
    }

    private static Provision clause(YamlMap written, String path) {
        YamlMap map = written.only(
                "permit",
                "ids",
                "departments",
                "roles",
                "purposes",
                "actions",
                "types",
                "classes",
                "labels",
                "from",
                "until",
                "records",
                "except");
        var reach = new Provision.Reach(
                new Provision.Who(
                        map.distinctTexts("ids"),
                        map.distinctTexts("departments"),
                        Set.copyOf(map.constants("roles", Role.class))),
                Set.copyOf(map.constants("purposes", Purpose.class)),
                Set.copyOf(map.constants("actions", Action.class)),
                new Provision.What(
                        map.distinctTexts("types"), map.distinctTexts("classes"), map.distinctTexts("labels")),
                span(map),
                map.has("records")
                        ? new Provision.Rows(Span.ALWAYS, map.distinctTexts("records"), Set.of())
                        : Provision.Rows.ALL);
        return new Provision(path, map.get("permit").asText().bool(), reach, clauses(map, "except", path));
    }

    /** From {@code from} until {@code until}, each open when left out. */
    static Span span(YamlMap map) {
        return new Span(
                map.find("from").map(node -> node.asText().moment()).orElse(Span.BEGINNING),
                map.find("until").map(node -> node.asText().moment()).orElse(Span.END));
    }
}
