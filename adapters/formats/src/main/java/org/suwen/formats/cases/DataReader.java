package org.suwen.formats.cases;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;

/** Reads a piece of data of a case. */
final class DataReader {

    private final String institution;

    DataReader(String institution) {
        this.institution = institution;
    }

    DataItem item(YamlMap map) {
        return item(map, map.text("id"), map.text("patient"));
    }

    /** An item whose id and patient follow from where it stands. */
    DataItem item(YamlMap map, String id, String patient) {
        var unused = map.only("id", "patient", "kind", "disease", "author", "unit", "institution", "date", "resource");
        if (map.has("kind") == map.has("resource")) {
            throw map.fault("an item has either a `kind` or a `resource`");
        }
        return new DataItem(
                id,
                patient,
                map.find("kind").map(DataReader::kind),
                map.findText("disease"),
                map.findText("author"),
                map.find("unit").map(FixtureReader::unit),
                map.textOr("institution", institution),
                map.find("date").map(node -> node.asText().date()),
                map.find("resource").map(YamlJson::json));
    }

    /** A kind by its word, for instance {@code examination-report}. */
    static DataKind kind(YamlNode node) {
        String word = node.asText().value();
        for (DataKind kind : DataKind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        String known = Arrays.stream(DataKind.values()).map(DataKind::word).collect(Collectors.joining(", "));
        throw node.fault("`" + word + "` is not one of " + known);
    }
}
