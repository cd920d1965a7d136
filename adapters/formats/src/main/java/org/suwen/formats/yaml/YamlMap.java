package org.suwen.formats.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A map of a YAML file; its keys keep the file's order. */
public record YamlMap(Position at, Map<String, YamlNode> entries) implements YamlNode {

    public YamlMap {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String kind() {
        return "a map";
    }

    /** This map, when it holds no other keys than these; else a fault at the unknown key's value. */
    public YamlMap only(String... keys) {
        Set<String> known = Set.of(keys);
        entries.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw value.fault("`" + key + "` is not known here; known are " + String.join(", ", keys));
            }
        });
        return this;
    }

    /** Whether the key is there. */
    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The value of a key that must be there. */
    public YamlNode get(String key) {
        YamlNode value = entries.get(key);
        if (value == null) {
            throw fault("`" + key + "` is missing here");
        }
        return value;
    }

    /** The value of a key that may be absent. */
    public Optional<YamlNode> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** The text of a key that must be there and say something. */
    public String text(String key) {
        YamlText text = get(key).asText();
        if (text.value().isBlank()) {
            throw text.fault("`" + key + "` is empty");
        }
        return text.value();
    }

    /** The text of a key that may be absent. */
    public Optional<String> findText(String key) {
        return find(key).map(node -> node.asText().value());
    }

    /** The text of a key, or what stands for it when absent. */
    public String textOr(String key, String fallback) {
        return findText(key).orElse(fallback);
    }

    /** The yes-or-no value of a key, or what stands for it when absent. */
    public boolean boolOr(String key, boolean fallback) {
        return find(key).map(node -> node.asText().bool()).orElse(fallback);
    }

    /** The whole number of a key that must be there. */
    public long whole(String key) {
        return get(key).asText().whole();
    }

    /** The constant of a key that must be there. */
    public <E extends Enum<E>> E constant(String key, Class<E> type) {
        return get(key).asText().constant(type);
    }

    /** The constant of a key that may be absent. */
    public <E extends Enum<E>> Optional<E> findConstant(String key, Class<E> type) {
        return find(key).map(node -> node.asText().constant(type));
    }

    /** The texts of a list that may be absent (then empty). */
    public List<String> texts(String key) {
        return find(key).map(node -> node.asList().texts()).orElse(List.of());
    }

    /** The distinct texts of a list that may be absent (then empty). */
    public Set<String> distinctTexts(String key) {
        return find(key).map(node -> node.asList().distinctTexts()).orElse(Set.of());
    }

    /** The constants of a list that may be absent (then empty). */
    public <E extends Enum<E>> Set<E> constants(String key, Class<E> type) {
        return find(key).map(node -> node.asList().constants(type)).orElse(Set.of());
    }

    /** The items of a list that may be absent (then empty), each read by the same reader. */
    public <T> List<T> each(String key, Function<? super YamlNode, T> reader) {
        List<T> read = new ArrayList<>();
        find(key).ifPresent(node -> read.addAll(node.asList().each(reader)));
        return List.copyOf(read);
    }

    /** The map of a key that may be absent (then empty, standing where this map stands). */
    public YamlMap mapOrEmpty(String key) {
        return find(key).map(YamlNode::asMap).orElseGet(() -> new YamlMap(at, Map.of()));
    }
}
