package org.suwen.formats.cases;

import java.util.stream.Collectors;
import org.suwen.formats.yaml.YamlList;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;
import org.suwen.formats.yaml.YamlText;

/** Writes a YAML value as JSON. */
final class YamlJson {

    private YamlJson() {}

    static String json(YamlNode node) {
        return switch (node) {
            case YamlMap map ->
                map.entries().entrySet().stream()
                        .map(entry -> quoted(entry.getKey()) + ":" + json(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case YamlList list -> list.items().stream().map(YamlJson::json).collect(Collectors.joining(",", "[", "]"));
            case YamlText text -> scalar(text);
        };
    }

    private static String scalar(YamlText text) {
        boolean literal = text.plain() && text.value().matches("true|false|-?(0|[1-9][0-9]*)([.][0-9]+)?");
        return literal ? text.value() : quoted(text.value());
    }

    private static String quoted(String value) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
