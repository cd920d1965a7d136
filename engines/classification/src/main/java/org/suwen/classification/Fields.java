package org.suwen.classification;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Labels single fields by the data dictionary (CLS-02): category, group, grade, and whether the field is personal or
 * sensitive information and falls under human genetic resources. A field no dictionary knows is strictest.
 */
public final class Fields {
    private final Map<String, Field> byName = new HashMap<>();
    private final Map<String, List<Field>> byElement = new HashMap<>();
    private final int sensitiveBelowYears;
    private final String version;

    /** The dictionary in these rules. */
    public Fields(LabelRules rules) {
        this.sensitiveBelowYears = rules.fields().sensitiveBelowYears();
        this.version = rules.version();
        for (Field field : rules.fields().fields()) {
            byName.put(key(field.id()), field);
            byName.putIfAbsent(key(field.en()), field);
            byName.putIfAbsent(key(field.zh()), field);
            field.elements()
                    .forEach(element -> byElement
                            .computeIfAbsent(element, none -> new ArrayList<>())
                            .add(field));
        }
    }

    /** The field of this id or name, in Chinese or English. */
    public Optional<Field> find(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    /** What an element of a resource holds, for instance {@code Patient.name}; empty when nobody has said so. */
    public List<Field> ofElement(String element) {
        return List.copyOf(byElement.getOrDefault(element, List.of()));
    }

    /** Every field. */
    public List<Field> all() {
        return byName.values().stream()
                .distinct()
                .sorted(java.util.Comparator.comparing(Field::id))
                .toList();
    }

    /**
     * The labels of a field with the ground for each.
     *
     * @param age of the person it is about, in completed years; empty when unknown or adult
     */
    public Labelling label(String name, OptionalInt age) {
        return find(name)
                .map(field -> known(field, age))
                .orElseGet(() -> new Labelling(
                        Labels.strictest(),
                        List.of(new Evidence("flag:" + Flag.UNLABELLED, "unknown-field", name, "")),
                        version));
    }

    private Labelling known(Field field, OptionalInt age) {
        String rule = "field/" + field.id();
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("category:" + field.category(), rule, "", ""));
        evidence.add(new Evidence("class:" + field.group(), rule, "", ""));
        EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
        flags.addAll(field.flags());
        if (field.category().personal()) {
            flags.add(Flag.PERSONAL_INFORMATION);
        }
        boolean careData = field.category().personal() && field.category() != Category.PERSONAL_ATTRIBUTE;
        if (careData || flags.contains(Flag.BIOMETRIC)) {
            flags.add(Flag.SENSITIVE);
        }
        boolean minor = age.isPresent() && age.getAsInt() < sensitiveBelowYears;
        if (minor && flags.contains(Flag.PERSONAL_INFORMATION) && flags.add(Flag.SENSITIVE)) {
            evidence.add(new Evidence("flag:" + Flag.SENSITIVE, "minor", "", ""));
        }
        if (flags.contains(Flag.INFECTIOUS)) {
            flags.add(Flag.SPECIAL_ATTENTION);
        }
        int grade = flags.contains(Flag.SPECIAL_ATTENTION) ? 5 : field.grade();
        flags.forEach(flag -> evidence.add(new Evidence("flag:" + flag, rule, "", "")));
        SortedSet<String> classes = new TreeSet<>(List.of(field.group()));
        var labels = new Labels(
                field.category(),
                grade,
                Level.ofGrade(grade),
                Granularity.DETAIL,
                Granularity.DETAIL,
                new TreeSet<>(),
                classes,
                flags);
        return new Labelling(labels, evidence, version);
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
