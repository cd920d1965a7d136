package org.suwen.decision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The one text a rulebook is hashed as: a line for each rule, parameter and reason, fields with their length before. */
final class CanonicalRulebook {

    private final StringBuilder text = new StringBuilder();

    private CanonicalRulebook() {}

    static String hash(Rulebook rulebook) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text(rulebook).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String text(Rulebook rulebook) {
        CanonicalRulebook canonical = new CanonicalRulebook();
        rulebook.rules().forEach(canonical::rule);
        rulebook.parameters().values().forEach(canonical::parameter);
        rulebook.reasons().values().forEach(canonical::reason);
        return canonical.text.toString();
    }

    private void rule(Rule rule) {
        fields("rule", rule.id(), rule.gate().name(), rule.layer().name(), rule.legalBasis());
        fields(rule.title().zh(), rule.title().en(), rule.when().text());
        sorted(rule.catalogue());
        sorted(names(rule.scope().actions()));
        sorted(names(rule.scope().purposes()));
        sorted(names(rule.scope().roles()));
        sorted(names(rule.scope().kinds()));
        sorted(rule.evenUnder());
        effect(rule.effect());
        fields(String.valueOf(rule.hospitalMayChoose()));
        text.append('\n');
    }

    private void effect(Effect effect) {
        switch (effect) {
            case Effect.Ground ground -> {
                fields("ground", ground.name(), ground.basis(), String.valueOf(ground.authorOnly()));
                sorted(names(ground.lifts()));
            }
            case Effect.Refuse refuse -> fields("refuse", refuse.reason());
            case Effect.Cap cap -> fields("cap", cap.upTo().name(), cap.reason());
            case Effect.Window window -> fields("window", window.monthsParameter(), window.reason());
            case Effect.Rests rests -> fields("rests", rests.basis());
            case Effect.Require require -> require.duties().forEach(this::duty);
        }
    }

    private void duty(Effect.DutyRule duty) {
        fields("duty", duty.kind().name());
        new TreeMap<>(duty.parameters())
                .forEach((name, value) -> fields(name, value.source().name(), value.value()));
    }

    private void parameter(Parameter parameter) {
        fields(
                "parameter",
                parameter.name(),
                parameter.title().zh(),
                parameter.title().en());
        fields(parameter.latitude().name());
        parameter.values().forEach((day, value) -> fields(day.toString(), value.toString()));
        text.append('\n');
    }

    private void reason(Reason reason) {
        fields("reason", reason.code(), String.valueOf(reason.hides()), String.valueOf(reason.anomaly()));
        fields(
                reason.text().zh(),
                reason.text().en(),
                reason.cure().zh(),
                reason.cure().en());
        sorted(reason.aliases());
        sorted(names(reason.showableTo()));
        text.append('\n');
    }

    private void fields(String... values) {
        for (String value : values) {
            text.append(value.length()).append(':').append(value);
        }
    }

    private void sorted(Collection<String> values) {
        fields(String.valueOf(values.size()));
        new TreeSet<>(values).forEach(this::fields);
    }

    private static List<String> names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).toList();
    }
}
