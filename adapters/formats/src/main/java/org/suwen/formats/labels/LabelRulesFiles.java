package org.suwen.formats.labels;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.suwen.classification.CodeRule;
import org.suwen.classification.DiseaseClass;
import org.suwen.classification.InvalidLabelRulesException;
import org.suwen.classification.LabelRules;
import org.suwen.formats.yaml.FormatException;
import org.suwen.formats.yaml.Position;
import org.suwen.formats.yaml.YamlFile;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;

/**
 * Reads the label rules from a folder such as {@code rulebook/labels}. Errors name file, line and column; nothing is
 * guessed and an unknown key is an error.
 */
public final class LabelRulesFiles {
    private static final String VOCABULARIES = "vocabularies.yaml";
    private static final String TYPES = "types.yaml";
    private static final String DISEASES = "diseases.yaml";
    private static final List<String> CODES = List.of("diseases-codes.yaml", "kinds.yaml");
    private static final String ELEMENTS = "elements.yaml";
    private static final String IDENTITIES = "identities.yaml";
    private static final String FIELDS = "fields.yaml";

    private LabelRulesFiles() {}

    /**
     * The rules in this folder.
     *
     * @throws FormatException when a file can't be read or the rules do not hold together
     */
    public static LabelRules read(Path folder) {
        VocabularyReader vocabularies = VocabularyReader.read(map(folder, VOCABULARIES), name -> lines(folder, name));
        RuleReader reader = new RuleReader(vocabularies);
        YamlMap diseases = map(folder, DISEASES).only("edition", "diseases");
        YamlMap identities = map(folder, IDENTITIES).only("infantYears", "identities", "spreads");
        List<CodeRule> codes = new ArrayList<>();
        for (String file : CODES) {
            codes.addAll(reader.codeRules(map(folder, file)));
        }
        try {
            return new LabelRules(
                    diseases.text("edition"),
                    vocabularies.vocabularies(),
                    reader.typeRules(map(folder, TYPES)),
                    codes,
                    ElementReader.read(map(folder, ELEMENTS)),
                    diseases.each("diseases", LabelRulesFiles::disease),
                    reader.spreads(identities),
                    reader.identities(identities),
                    Math.toIntExact(identities.whole("infantYears")),
                    FieldReader.read(map(folder, FIELDS), reader::placed));
        } catch (InvalidLabelRulesException e) {
            throw new FormatException(
                    reader.place(e.subject(), diseases.get("diseases").at()), message(e));
        }
    }

    private static String message(InvalidLabelRulesException e) {
        String message = e.getMessage();
        return message == null ? e.code() : message;
    }

    private static DiseaseClass disease(YamlNode node) {
        YamlMap map = node.asMap().only("name", "zh", "en");
        try {
            return new DiseaseClass(map.text("name"), map.text("zh"), map.text("en"));
        } catch (IllegalArgumentException e) {
            throw node.fault(String.valueOf(e.getMessage()));
        }
    }

    static YamlMap map(Path folder, String file) {
        Path path = folder.resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new FormatException(new Position(path.toString(), 1, 1), "the file is missing");
        }
        return YamlFile.read(path).asMap();
    }

    private static List<String> lines(Path folder, String file) {
        Path path = folder.resolve(file).normalize();
        Position start = new Position(path.toString(), 1, 1);
        if (!path.startsWith(folder.normalize()) || !Files.isRegularFile(path)) {
            throw new FormatException(start, "the file is missing in the folder of the rules");
        }
        try {
            if (Files.size(path) > YamlFile.MAX_BYTES) {
                throw new FormatException(start, "the file is larger than " + YamlFile.MAX_BYTES + " bytes");
            }
            return Files.readAllLines(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new FormatException(start, "the file is not readable as UTF-8");
        }
    }
}
