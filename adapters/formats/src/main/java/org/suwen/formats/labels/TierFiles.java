package org.suwen.formats.labels;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.suwen.classification.tier.Subject;
import org.suwen.classification.tier.ThresholdCalendar;
import org.suwen.classification.tier.Thresholds;
import org.suwen.formats.yaml.FormatException;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;

/** Reads from how many persons on a data set is important or core, from {@code tiers.yaml} of the label rules. */
public final class TierFiles {
    private static final String TIERS = "tiers.yaml";

    private TierFiles() {}

    /**
     * The thresholds in this folder.
     *
     * @throws FormatException when the file can't be read or a number is missing
     */
    public static ThresholdCalendar read(Path folder) {
        YamlMap file = LabelRulesFiles.map(folder, TIERS).only("thresholds");
        NavigableMap<LocalDate, Thresholds> days = new TreeMap<>();
        for (YamlNode node : file.get("thresholds").asList().items()) {
            YamlMap map = node.asMap().only("from", "important", "core", "national", "derivedCore", "warnPercent");
            LocalDate from = map.get("from").asText().date();
            if (days.put(from, thresholds(map)) != null) {
                throw map.get("from").fault("a set of thresholds from this day stands already");
            }
        }
        if (days.isEmpty()) {
            throw file.get("thresholds").fault("there is no set of thresholds");
        }
        return new ThresholdCalendar(days);
    }

    private static Thresholds thresholds(YamlMap map) {
        YamlMap national = map.get("national").asMap();
        Map<Subject, Long> subjects = new EnumMap<>(Subject.class);
        for (String name : national.entries().keySet()) {
            subjects.put(subject(national.get(name), name), national.whole(name));
        }
        try {
            return new Thresholds(
                    persons(map.get("important").asMap()),
                    persons(map.get("core").asMap()),
                    subjects,
                    map.whole("derivedCore"),
                    Math.toIntExact(map.whole("warnPercent")));
        } catch (IllegalArgumentException | ArithmeticException refused) {
            throw map.fault(String.valueOf(refused.getMessage()));
        }
    }

    private static Subject subject(YamlNode node, String name) {
        for (Subject subject : Subject.values()) {
            if (subject.name().equals(name)) {
                return subject;
            }
        }
        throw node.fault("`" + name + "` is no kind of nation-wide business data (CLS-32)");
    }

    private static Thresholds.Persons persons(YamlMap map) {
        map.only("persons", "sensitive");
        return new Thresholds.Persons(map.whole("persons"), map.whole("sensitive"));
    }
}
