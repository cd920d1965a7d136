package org.suwen.server.matters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.Text;
import org.suwen.decision.consent.Task;
import org.suwen.decision.matter.Matter;
import org.suwen.decision.matter.MatterKind;
import org.suwen.decision.matter.MatterKind.Effect;
import org.suwen.decision.matter.MatterKind.Form;
import org.suwen.decision.matter.MatterKind.Need;
import org.suwen.decision.matter.MatterKind.Party;
import org.suwen.decision.matter.MatterKind.Step;
import org.suwen.formats.yaml.YamlFile;
import org.suwen.formats.yaml.YamlMap;

/**
 * The kinds of matter as {@code rulebook/matters.yaml} describes them.
 *
 * @param kinds by name
 */
public record MatterBook(Map<String, MatterKind> kinds) {
    /** Copies the kinds. */
    public MatterBook {
        kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
    }

    /** The book in this folder. */
    public static MatterBook find(Path rulebook) {
        Path file = rulebook.resolve("matters.yaml");
        try {
            return read("matters.yaml", Files.readString(file));
        } catch (IOException failed) {
            throw new UncheckedIOException("the kinds of matter can't be read", failed);
        }
    }

    /**
     * Reads the book.
     *
     * @throws org.suwen.formats.yaml.FormatException naming file, line and column, when it breaks the format or a step starts
     *     at a stage that no step leads to
     */
    public static MatterBook read(String file, String yaml) {
        YamlMap root = YamlFile.read(file, yaml).asMap().only("matters");
        Map<String, MatterKind> kinds = new LinkedHashMap<>();
        root.get("matters").asMap().entries().forEach((name, node) -> kinds.put(name, kind(name, node.asMap())));
        return new MatterBook(kinds);
    }

    private static MatterKind kind(String name, YamlMap given) {
        YamlMap map = given.only("title", "clock", "open", "steps");
        YamlMap title = map.get("title").asMap().only("zh", "en");
        Step open = step(map.get("open").asMap());
        Map<String, Step> steps = new LinkedHashMap<>();
        YamlMap written = map.mapOrEmpty("steps");
        written.entries().forEach((each, node) -> {
            if (each.equals(Matter.OPEN)) {
                throw node.fault("`OPEN` is the first step and stands under `open`");
            }
            steps.put(each, step(node.asMap()));
        });
        Set<String> reached = new LinkedHashSet<>(Set.of(open.to()));
        steps.values().forEach(each -> reached.add(each.to()));
        steps.forEach((each, step) -> step.from().stream()
                .filter(stage -> !reached.contains(stage))
                .sorted()
                .findFirst()
                .ifPresent(stage -> {
                    throw written.get(each).fault("no step of `" + name + "` leads to the stage `" + stage + "`");
                }));
        return new MatterKind(
                name,
                new Text(title.text("zh"), title.text("en")),
                open,
                map.findConstant("clock", Task.Kind.class),
                steps);
    }

    private static Step step(YamlMap given) {
        YamlMap map = given.only("rule", "from", "to", "by", "needs", "effect");
        Map<String, Need> needs = new LinkedHashMap<>();
        map.mapOrEmpty("needs").entries().forEach((name, node) -> needs.put(name, need(node.asMap())));
        Optional<Effect> effect = map.findConstant("effect", Effect.class);
        return new Step(
                map.text("rule"),
                map.distinctTexts("from"),
                map.textOr("to", ""),
                map.constants("by", Party.class),
                needs,
                effect);
    }

    private static Need need(YamlMap given) {
        YamlMap map = given.only("rule", "form", "oneOf", "when");
        Map<String, java.util.List<String>> when = new LinkedHashMap<>();
        map.mapOrEmpty("when")
                .entries()
                .forEach((name, node) -> when.put(name, node.asList().texts()));
        return new Need(
                map.text("rule"), map.findConstant("form", Form.class).orElse(Form.TEXT), map.texts("oneOf"), when);
    }
}
