package org.suwen.classification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The canonical form of label rules: one line for each rule, lines sorted within each part, fields separated by
 * characters that no field can hold. The order in which rules were written does not change it.
 */
final class CanonicalRules {
    private static final char FIELD = 0x1f;
    private static final char VALUE = 0x1e;

    private CanonicalRules() {}

    static String hash(LabelRules rules) {
        List<String> lines = new ArrayList<>();
        lines.add(line("edition", rules.edition(), String.valueOf(rules.infantYears())));
        rules.vocabularies()
                .forEach(rule -> lines.add(line(
                        "vocabulary",
                        rule.name(),
                        sorted(rule.systems()),
                        rule.matching().name(),
                        ranges(rule.plain()))));
        rules.types().forEach(rule -> lines.add(type(rule)));
        rules.codes().forEach(rule -> lines.add(code(rule)));
        rules.elements()
                .forEach(rule -> lines.add(line(
                        "element",
                        rule.id(),
                        rule.type(),
                        rule.path(),
                        rule.kind().name(),
                        rule.granularity().name())));
        rules.diseases().forEach(rule -> lines.add(line("disease", rule.name(), rule.zh(), rule.en())));
        rules.spreads()
                .forEach(rule -> lines.add(line(
                        "spread",
                        rule.id(),
                        sorted(rule.sources()),
                        sorted(rule.targets()),
                        sorted(rule.exceptClasses()))));
        rules.identities()
                .forEach(rule -> lines.add(line(
                        "identity",
                        rule.id(),
                        rule.tag().name(),
                        codes(rule.codes()),
                        rule.daysBefore() + "," + rule.maxDays() + "," + rule.daysAfter())));
        lines.add(line("fields", String.valueOf(rules.fields().sensitiveBelowYears())));
        rules.fields().fields().forEach(rule -> lines.add(field(rule)));
        Collections.sort(lines);
        return sha256(String.join("\n", lines));
    }

    private static String type(TypeRule rule) {
        return line(
                "type",
                rule.id(),
                rule.type(),
                rule.category().name(),
                form(rule.form()),
                sorted(rule.dataClasses()),
                sorted(names(rule.flags())),
                sorted(rule.coded()),
                sorted(names(rule.whenUnknown())));
    }

    private static String field(Field rule) {
        return line(
                "field",
                rule.id(),
                rule.zh(),
                rule.en(),
                rule.category().name(),
                rule.group(),
                String.valueOf(rule.grade()),
                sorted(names(rule.flags())),
                String.valueOf(rule.direct()),
                sorted(rule.elements()));
    }

    private static String code(CodeRule rule) {
        Effect effect = rule.effect();
        return line(
                "code",
                rule.id(),
                codes(rule.codes()),
                sorted(rule.types()),
                effect.form().map(CanonicalRules::form).orElse(""),
                effect.grade() + effect.level().name(),
                sorted(effect.diseases()),
                sorted(effect.dataClasses()),
                sorted(names(effect.flags())));
    }

    private static String form(Form form) {
        return form.grade() + "," + form.level() + "," + form.granularity() + "," + form.floor();
    }

    private static List<String> names(Collection<Flag> flags) {
        return flags.stream().map(Flag::name).toList();
    }

    private static String codes(Map<String, List<CodeRange>> codes) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(codes)
                .forEach((vocabulary, ranges) -> text.append(vocabulary)
                        .append('=')
                        .append(ranges(ranges))
                        .append(VALUE));
        return text.toString();
    }

    private static String ranges(List<CodeRange> ranges) {
        return sorted(
                ranges.stream().map(range -> range.from() + ".." + range.to()).toList());
    }

    private static String sorted(Collection<String> values) {
        return String.join(String.valueOf(VALUE), values.stream().sorted().toList());
    }

    private static String line(String... fields) {
        return String.join(String.valueOf(FIELD), fields);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
