package org.suwen.formats.rulebook;

import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.suwen.decision.Parameter;
import org.suwen.decision.Text;
import org.suwen.decision.condition.Network;
import org.suwen.decision.condition.Value;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;
import org.suwen.formats.yaml.YamlText;

/** Reads a parameter. */
final class ParameterReader {

    /** The first day of a value that holds from ever on. */
    static final LocalDate EVER = LocalDate.of(2000, 1, 1);

    /** The types a parameter can have. */
    enum Kind {
        FLAG,
        WHOLE,
        DURATION,
        WORD,
        WORDS,
        NETWORKS
    }

    private ParameterReader() {}

    static Parameter parameter(String name, YamlMap map) {
        var unused = map.only("title", "latitude", "type", "value", "values");
        Kind kind = map.constant("type", Kind.class);
        SortedMap<LocalDate, Value> values = new TreeMap<>();
        map.find("value").ifPresent(node -> values.put(EVER, value(kind, node)));
        map.mapOrEmpty("values")
                .entries()
                .forEach((day, node) -> values.put(new YamlText(node.at(), day, true).date(), value(kind, node)));
        if (values.isEmpty()) {
            throw map.fault("a parameter needs `value` or `values`");
        }
        YamlMap title = map.mapOrEmpty("title");
        return new Parameter(
                name,
                new Text(title.textOr("zh", name), title.textOr("en", name)),
                map.findConstant("latitude", Parameter.Latitude.class).orElse(Parameter.Latitude.FIXED),
                values);
    }

    /** A value as the case format and the rulebook write it. */
    static Value value(Kind kind, YamlNode node) {
        return switch (kind) {
            case FLAG -> new Value.Flag(node.asText().bool());
            case WHOLE -> new Value.Whole(node.asText().whole());
            case DURATION -> new Value.Span(node.asText().duration());
            case WORD -> new Value.Word(node.asText().value());
            case WORDS -> new Value.Words(new TreeSet<>(node.asList().distinctTexts()));
            case NETWORKS -> new Value.Networks(node.asList().each(ParameterReader::network));
        };
    }

    private static Network network(YamlNode node) {
        try {
            return Network.of(node.asText().value());
        } catch (IllegalArgumentException e) {
            throw node.fault("`" + node.asText().value() + "` is no network; write it like 10.8.0.0/16");
        }
    }
}
