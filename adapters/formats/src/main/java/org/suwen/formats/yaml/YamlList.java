package org.suwen.formats.yaml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A list of a YAML file. */
public record YamlList(Position at, List<YamlNode> items) implements YamlNode {

    public YamlList {
        items = List.copyOf(items);
    }

    @Override
    public String kind() {
        return "a list";
    }

    /** Each item read by the same reader. */
    public <T> List<T> each(Function<? super YamlNode, T> reader) {
        List<T> read = new ArrayList<>(items.size());
        for (YamlNode item : items) {
            read.add(reader.apply(item));
        }
        return List.copyOf(read);
    }

    /** The items as texts. */
    public List<String> texts() {
        return each(item -> item.asText().value());
    }

    /** The items as a set of texts in the file's order; a repeated item is a fault. */
    public Set<String> distinctTexts() {
        Set<String> read = new LinkedHashSet<>();
        for (YamlNode item : items) {
            String value = item.asText().value();
            if (!read.add(value)) {
                throw item.fault("`" + value + "` stands twice in this list");
            }
        }
        return read;
    }

    /** The items as a set of an enumeration's constants; a repeated item is a fault. */
    public <E extends Enum<E>> Set<E> constants(Class<E> type) {
        Set<E> read = new LinkedHashSet<>();
        for (YamlNode item : items) {
            if (!read.add(item.asText().constant(type))) {
                throw item.fault("`" + item.asText().value() + "` stands twice in this list");
            }
        }
        return read;
    }
}
