package org.suwen.formats.labels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.suwen.classification.Category;
import org.suwen.classification.CodeRange;
import org.suwen.classification.CodeRule;
import org.suwen.classification.Effect;
import org.suwen.classification.Flag;
import org.suwen.classification.Form;
import org.suwen.classification.Granularity;
import org.suwen.classification.IdentityRule;
import org.suwen.classification.IdentityTag;
import org.suwen.classification.Level;
import org.suwen.classification.SpreadRule;
import org.suwen.classification.TypeRule;
import org.suwen.formats.yaml.Position;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;

/** Type rules, code rules, identity rules and spread rules. */
final class RuleReader {
    private final VocabularyReader vocabularies;
    private final Map<String, Position> places = new HashMap<>();

    RuleReader(VocabularyReader vocabularies) {
        this.vocabularies = vocabularies;
    }

    /** Where a rule stands. */
    Position place(String ruleId, Position otherwise) {
        return places.getOrDefault(ruleId, otherwise);
    }

    /** Notes where a rule that another reader reads stands. */
    void placed(String ruleId, Position at) {
        places.put(ruleId, at);
    }

    List<TypeRule> typeRules(YamlMap file) {
        List<TypeRule> rules = new ArrayList<>();
        file.only("types").get("types").asMap().entries().forEach((type, node) -> rules.add(typeRule(type, node)));
        return rules;
    }

    private TypeRule typeRule(String type, YamlNode node) {
        YamlMap map = node.asMap()
                .only("category", "grade", "level", "granularity", "floor", "classes", "flags", "coded", "whenUnknown");
        String id = "type/" + type;
        places.put(id, node.at());
        return checked(
                node,
                () -> new TypeRule(
                        id,
                        type,
                        map.constant("category", Category.class),
                        form(map),
                        new TreeSet<>(map.distinctTexts("classes")),
                        map.constants("flags", Flag.class),
                        map.texts("coded"),
                        map.constants("whenUnknown", Flag.class)));
    }

    private static Form form(YamlMap map) {
        int grade = grade(map);
        Granularity granularity = map.constant("granularity", Granularity.class);
        return new Form(
                grade,
                map.findConstant("level", Level.class).orElse(Level.ofGrade(grade)),
                granularity,
                map.findConstant("floor", Granularity.class).orElse(granularity));
    }

    private static int grade(YamlMap map) {
        long grade = map.whole("grade");
        if (grade < 1 || grade > 5) {
            throw map.get("grade").fault("a grade is 1 to 5, not " + grade);
        }
        return (int) grade;
    }

    List<CodeRule> codeRules(YamlMap file) {
        List<CodeRule> rules = new ArrayList<>();
        file.only("rules")
                .get("rules")
                .asMap()
                .entries()
                .forEach((id, node) -> rules.add(codeRule("code/" + id, node)));
        return rules;
    }

    private CodeRule codeRule(String id, YamlNode node) {
        YamlMap map = node.asMap()
                .only("codes", "types", "diseases", "classes", "flags", "grade", "level", "granularity", "floor");
        places.put(id, node.at());
        return checked(
                node,
                () -> new CodeRule(id, vocabularies.codes(map.get("codes")), map.distinctTexts("types"), effect(map)));
    }

    private static Effect effect(YamlMap map) {
        Optional<Form> form = map.has("granularity") ? Optional.of(form(map)) : Optional.empty();
        boolean raises = form.isEmpty();
        return new Effect(
                form,
                raises && map.has("grade") ? grade(map) : 1,
                raises ? map.findConstant("level", Level.class).orElse(Level.DEFAULT) : Level.DEFAULT,
                new TreeSet<>(map.distinctTexts("diseases")),
                new TreeSet<>(map.distinctTexts("classes")),
                map.constants("flags", Flag.class));
    }

    List<IdentityRule> identities(YamlMap file) {
        List<IdentityRule> rules = new ArrayList<>();
        file.mapOrEmpty("identities").entries().forEach((id, node) -> {
            YamlMap map = node.asMap().only("tag", "codes", "daysBefore", "maxDays", "daysAfter");
            places.put("identity/" + id, node.at());
            Map<String, List<CodeRange>> codes = vocabularies.codes(map.get("codes"));
            rules.add(checked(
                    node,
                    () -> new IdentityRule(
                            "identity/" + id,
                            map.constant("tag", IdentityTag.class),
                            codes,
                            days(map, "daysBefore"),
                            days(map, "maxDays"),
                            days(map, "daysAfter"))));
        });
        return rules;
    }

    private static int days(YamlMap map, String key) {
        return map.has(key) ? (int) Math.min(Integer.MAX_VALUE, map.whole(key)) : 0;
    }

    List<SpreadRule> spreads(YamlMap file) {
        List<SpreadRule> rules = new ArrayList<>();
        file.mapOrEmpty("spreads").entries().forEach((id, node) -> {
            YamlMap map = node.asMap().only("from", "to", "exceptClasses");
            places.put("spread/" + id, node.at());
            rules.add(new SpreadRule(
                    "spread/" + id,
                    map.distinctTexts("from"),
                    map.distinctTexts("to"),
                    map.distinctTexts("exceptClasses")));
        });
        return rules;
    }

    private static <T> T checked(YamlNode node, Supplier<T> rule) {
        try {
            return rule.get();
        } catch (IllegalArgumentException e) {
            throw node.fault(String.valueOf(e.getMessage()));
        }
    }
}
