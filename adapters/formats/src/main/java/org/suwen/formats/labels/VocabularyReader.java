package org.suwen.formats.labels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.suwen.classification.CodeRange;
import org.suwen.classification.Vocabulary;
import org.suwen.classification.Vocabulary.Matching;
import org.suwen.formats.yaml.FormatException;
import org.suwen.formats.yaml.Position;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;

/** The declared vocabularies, and codes of them in rules. */
final class VocabularyReader {
    /** The longest list of plain codes. */
    private static final int MAX_PLAIN = 500_000;

    private final Map<String, Vocabulary> byName = new LinkedHashMap<>();

    private VocabularyReader() {}

    static VocabularyReader read(YamlMap file, Function<String, List<String>> lines) {
        VocabularyReader reader = new VocabularyReader();
        file.only("vocabularies").get("vocabularies").asMap().entries().forEach((name, node) -> {
            YamlMap map = node.asMap().only("systems", "matching", "plain", "plainFile");
            Matching matching = map.constant("matching", Matching.class);
            List<CodeRange> plain = new ArrayList<>();
            map.find("plain")
                    .ifPresent(list -> list.asList().items().forEach(item -> plain.add(range(item, matching))));
            map.find("plainFile").ifPresent(path -> plain.addAll(plain(path, lines)));
            reader.byName.put(
                    name, new Vocabulary(name, map.get("systems").asList().texts(), matching, plain));
        });
        return reader;
    }

    List<Vocabulary> vocabularies() {
        return List.copyOf(byName.values());
    }

    /** The codes of a rule: a map from a vocabulary's name to a list of codes and ranges. */
    Map<String, List<CodeRange>> codes(YamlNode node) {
        Map<String, List<CodeRange>> codes = new LinkedHashMap<>();
        node.asMap().entries().forEach((name, list) -> {
            Vocabulary vocabulary = byName.get(name);
            if (vocabulary == null) {
                throw list.fault("the vocabulary `" + name + "` is not declared; known are "
                        + String.join(", ", byName.keySet()));
            }
            codes.put(name, list.asList().each(item -> range(item, vocabulary.matching())));
        });
        return codes;
    }

    private static CodeRange range(YamlNode node, Matching matching) {
        String text = node.asText().value();
        int dash = matching == Matching.PREFIX ? text.indexOf('-') : -1;
        try {
            return dash < 0 ? CodeRange.of(text) : new CodeRange(text.substring(0, dash), text.substring(dash + 1));
        } catch (IllegalArgumentException e) {
            throw node.fault(Optional.ofNullable(e.getMessage()).orElse("not a range of codes"));
        }
    }

    private static List<CodeRange> plain(YamlNode path, Function<String, List<String>> lines) {
        String file = path.asText().value();
        List<CodeRange> plain = new ArrayList<>();
        int number = 0;
        for (String line : lines.apply(file)) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (plain.size() == MAX_PLAIN || line.length() > 64 || line.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw new FormatException(
                        new Position(file, number, 1), "one code of at most 64 characters stands on a line");
            }
            plain.add(CodeRange.of(line));
        }
        return plain;
    }
}
