package org.suwen.formats.cases;

import java.util.Optional;
import org.suwen.formats.yaml.YamlMap;

/** Reads acts of the office, and questions for the labels of a field or of a piece of data. */
final class OfficeReader {

    private OfficeReader() {}

    static Step.Office office(YamlMap map, Expect expect) {
        var unused = map.only("actor", "do", "with");
        String with = map.find("with").map(node -> YamlJson.json(node.asMap())).orElse("{}");
        return new Step.Office(map.at(), map.findText("actor"), map.text("do"), with, expect);
    }

    /** Either a field of the dictionary, or a kind of data with a disease, or a whole resource. */
    static Step.Office classify(YamlMap map, Expect expect) {
        var unused = map.only("field", "age", "kind", "disease", "resource");
        int named = (map.has("field") ? 1 : 0) + (map.has("kind") ? 1 : 0) + (map.has("resource") ? 1 : 0);
        if (named != 1) {
            throw map.fault("name one of `field`, `kind` and `resource`");
        }
        if ((map.has("age") && !map.has("field")) || (map.has("disease") && !map.has("kind"))) {
            throw map.fault("`age` goes with `field`, `disease` goes with `kind`");
        }
        String with = map.has("field") ? YamlJson.json(map) : "{\"resource\":" + resource(map) + "}";
        return new Step.Office(map.at(), Optional.empty(), "labels.classify", with, expect);
    }

    private static String resource(YamlMap map) {
        if (map.has("resource")) {
            return YamlJson.json(map.get("resource").asMap());
        }
        return new DataItem(
                        "item",
                        "patient",
                        map.find("kind").map(DataReader::kind),
                        map.findText("disease"),
                        Optional.empty(),
                        Optional.empty(),
                        "H1",
                        Optional.empty(),
                        Optional.empty())
                .json();
    }
}
