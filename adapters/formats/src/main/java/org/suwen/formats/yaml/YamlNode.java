package org.suwen.formats.yaml;

/** One value of a YAML file with the place it stands at. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlText {

    /** Where the value begins. */
    Position at();

    /** What the value is, for messages: {@code a map}, {@code a list} or {@code a text}. */
    String kind();

    /** This value as a map, or a fault that says what stands there. */
    default YamlMap asMap() {
        if (this instanceof YamlMap map) {
            return map;
        }
        throw fault("a map is needed here, not " + kind());
    }

    /** This value as a list, or a fault that says what stands there. */
    default YamlList asList() {
        if (this instanceof YamlList list) {
            return list;
        }
        throw fault("a list is needed here, not " + kind());
    }

    /** This value as a text, or a fault that says what stands there. */
    default YamlText asText() {
        if (this instanceof YamlText text) {
            return text;
        }
        throw fault("a single value is needed here, not " + kind());
    }

    /** A fault at this place, ready to be thrown. */
    default FormatException fault(String message) {
        return new FormatException(at(), message);
    }
}
