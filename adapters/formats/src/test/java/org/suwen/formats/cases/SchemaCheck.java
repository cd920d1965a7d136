package org.suwen.formats.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.suwen.formats.yaml.YamlList;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;
import org.suwen.formats.yaml.YamlText;

/** The part of JSON Schema that the published schema uses, applied to YAML: the first fault found, or none. */
final class SchemaCheck {

    private final YamlMap schema;

    SchemaCheck(YamlMap schema) {
        this.schema = schema;
    }

    Optional<String> fault(YamlNode value) {
        return fault(schema, value);
    }

    private Optional<String> fault(YamlMap rule, YamlNode value) {
        if (rule.has("$ref")) {
            String name = rule.text("$ref").substring("#/$defs/".length());
            return fault(schema.mapOrEmpty("$defs").get(name).asMap(), value);
        }
        if (rule.has("oneOf")) {
            return oneOf(rule.get("oneOf").asList(), value);
        }
        if (rule.has("enum")) {
            boolean known = value instanceof YamlText text
                    && rule.get("enum").asList().texts().contains(text.value());
            return known ? Optional.empty() : wrong(value, "is not in the enum");
        }
        if (rule.has("const")) {
            boolean same = value instanceof YamlText text && text.value().equals(rule.text("const"));
            return same ? Optional.empty() : wrong(value, "is not the constant");
        }
        return switch (value) {
            case YamlMap map -> type(rule, value, "object").or(() -> properties(rule, map));
            case YamlList list -> type(rule, value, "array").or(() -> items(rule, list));
            case YamlText text -> scalar(rule, text);
        };
    }

    private Optional<String> oneOf(YamlList rules, YamlNode value) {
        List<String> faults = new ArrayList<>();
        int fitting = 0;
        for (YamlNode each : rules.items()) {
            Optional<String> fault = fault(each.asMap(), value);
            fitting += fault.isEmpty() ? 1 : 0;
            fault.ifPresent(faults::add);
        }
        return fitting == 1 ? Optional.empty() : wrong(value, "fits " + fitting + " of the choices: " + faults);
    }

    private Optional<String> properties(YamlMap rule, YamlMap map) {
        for (String required : rule.texts("required")) {
            if (!map.has(required)) {
                return wrong(map, "lacks `" + required + "`");
            }
        }
        YamlMap properties = rule.mapOrEmpty("properties");
        for (Map.Entry<String, YamlNode> entry : map.entries().entrySet()) {
            Optional<String> fault = properties.has(entry.getKey())
                    ? fault(properties.get(entry.getKey()).asMap(), entry.getValue())
                    : additional(rule, entry.getKey(), entry.getValue());
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private Optional<String> additional(YamlMap rule, String key, YamlNode value) {
        Optional<YamlNode> additional = rule.find("additionalProperties");
        if (additional.isEmpty()) {
            return Optional.empty();
        }
        if (additional.get() instanceof YamlText flag) {
            return flag.bool() ? Optional.empty() : wrong(value, "stands under the unknown key `" + key + "`");
        }
        return fault(additional.get().asMap(), value);
    }

    private Optional<String> items(YamlMap rule, YamlList list) {
        if (rule.has("minItems") && list.items().size() < rule.whole("minItems")) {
            return wrong(list, "is too short");
        }
        for (YamlNode item : list.items()) {
            Optional<String> fault = rule.has("items") ? fault(rule.get("items").asMap(), item) : Optional.empty();
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> scalar(YamlMap rule, YamlText text) {
        String type = rule.has("type") && rule.get("type") instanceof YamlText name ? name.value() : "string";
        boolean fits =
                switch (type) {
                    case "boolean" -> text.plain() && text.value().matches("true|false");
                    case "integer" -> text.plain() && text.value().matches("-?[0-9]+");
                    case "string" ->
                        !rule.has("pattern")
                                || Pattern.compile(rule.text("pattern"))
                                        .matcher(text.value())
                                        .find();
                    default -> false;
                };
        return fits ? Optional.empty() : wrong(text, "is no " + type);
    }

    private static Optional<String> type(YamlMap rule, YamlNode value, String type) {
        return !rule.has("type") || rule.text("type").equals(type) ? Optional.empty() : wrong(value, "is an " + type);
    }

    private static Optional<String> wrong(YamlNode value, String what) {
        return Optional.of(value.at() + " " + what);
    }
}
