package org.suwen.formats.labels;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.suwen.classification.Category;
import org.suwen.classification.Field;
import org.suwen.classification.FieldRules;
import org.suwen.classification.Flag;
import org.suwen.classification.InvalidLabelRulesException;
import org.suwen.formats.yaml.Position;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;

/** The data dictionary: groups of a category, each with its fields. */
final class FieldReader {

    private FieldReader() {}

    static FieldRules read(YamlMap file, BiConsumer<String, Position> places) {
        file.only("sensitiveBelowYears", "groups");
        List<Field> fields = new ArrayList<>();
        file.get("groups").asMap().entries().forEach((name, node) -> {
            YamlMap group = node.asMap().only("category", "grade", "flags", "direct", "fields");
            group.get("fields").asMap().entries().forEach((id, field) -> {
                places.accept(id, field.at());
                fields.add(field(id, field, name, group));
            });
        });
        try {
            return new FieldRules(fields, Math.toIntExact(file.whole("sensitiveBelowYears")));
        } catch (InvalidLabelRulesException | ArithmeticException refused) {
            throw file.get("sensitiveBelowYears").fault(String.valueOf(refused.getMessage()));
        }
    }

    private static Field field(String id, YamlNode node, String groupName, YamlMap group) {
        YamlMap map = node.asMap().only("zh", "en", "grade", "flags", "direct", "elements");
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        flags.addAll(group.constants("flags", Flag.class));
        flags.addAll(map.constants("flags", Flag.class));
        long grade = map.has("grade") ? map.whole("grade") : group.whole("grade");
        try {
            return new Field(
                    id,
                    map.text("zh"),
                    map.text("en"),
                    group.constant("category", Category.class),
                    groupName,
                    Math.toIntExact(grade),
                    flags,
                    map.boolOr("direct", group.boolOr("direct", false)),
                    map.texts("elements"));
        } catch (IllegalArgumentException | ArithmeticException refused) {
            throw node.fault(String.valueOf(refused.getMessage()));
        }
    }
}
