package org.suwen.formats.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML 1.2 text into {@link YamlNode}s.
 *
 * <p>One document a file; no tags, no merge keys; keys are texts and stand once. Aliases work, but count each time they
 * are used, so that a small file can't unfold into a large one.
 */
public final class YamlFile {

    /** The largest file that is read, in bytes. */
    public static final int MAX_BYTES = 4 << 20;

    /** The deepest nesting that is read. */
    public static final int MAX_DEPTH = 48;

    /** The most values that are read, aliases unfolded. */
    public static final int MAX_NODES = 400_000;

    private static final Set<Tag> SCALARS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);
    private static final Set<String> NOTHING = Set.of("", "~", "null");

    private final String file;
    private int nodes;

    private YamlFile(String file) {
        this.file = file;
    }

    /**
     * The content of a file, which must be UTF-8.
     *
     * @throws FormatException when it breaks YAML or a limit
     */
    public static YamlNode read(Path path) {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new FormatException(
                        new Position(path.toString(), 1, 1), "the file is larger than " + MAX_BYTES + " bytes");
            }
            return read(path.toString(), utf8(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The content of a text; the name stands in messages only.
     *
     * @throws FormatException when it breaks YAML or a limit
     */
    public static YamlNode read(String file, String text) {
        Position start = new Position(file, 1, 1);
        if (text.length() > MAX_BYTES) {
            throw new FormatException(start, "the text is longer than " + MAX_BYTES + " characters");
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MAX_BYTES)
                .setAllowDuplicateKeys(false)
                .build();
        try {
            Optional<Node> root = single(
                    start, new Compose(settings).composeAllFromString(text).iterator());
            Node node = root.orElseThrow(() -> new FormatException(start, "the file is empty"));
            return new YamlFile(file).node(node, 1);
        } catch (MarkedYamlEngineException e) {
            throw new FormatException(
                    e.getProblemMark().map(mark -> at(file, mark)).orElse(start), "not valid YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new FormatException(start, "not valid YAML: " + firstLine(e.getMessage()));
        }
    }

    private static String utf8(Path path) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FormatException(new Position(path.toString(), 1, 1), "the file is not UTF-8");
        }
    }

    private static Optional<Node> single(Position start, Iterator<Node> documents) {
        if (!documents.hasNext()) {
            return Optional.empty();
        }
        Node first = documents.next();
        if (documents.hasNext()) {
            throw new FormatException(start, "the file holds more than one document; one is allowed");
        }
        return Optional.of(first);
    }

    private YamlNode node(Node node, int depth) {
        Position at = at(node);
        if (++nodes > MAX_NODES) {
            throw new FormatException(at, "the file unfolds to more than " + MAX_NODES + " values");
        }
        if (depth > MAX_DEPTH) {
            throw new FormatException(at, "the nesting is deeper than " + MAX_DEPTH);
        }
        return switch (node) {
            case MappingNode map -> map(at, map, depth);
            case SequenceNode list -> list(at, list, depth);
            case ScalarNode scalar -> scalar(at, scalar);
            default -> throw new FormatException(at, "this kind of value is not read");
        };
    }

    private YamlMap map(Position at, MappingNode node, int depth) {
        refuseTag(node, Tag.MAP);
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new FormatException(at(tuple.getKeyNode()), "a key must be a single value");
            }
            if (entries.put(key.getValue(), node(tuple.getValueNode(), depth + 1)) != null) {
                throw new FormatException(at(key), "the key `" + key.getValue() + "` stands twice");
            }
        }
        return new YamlMap(at, entries);
    }

    private YamlList list(Position at, SequenceNode node, int depth) {
        refuseTag(node, Tag.SEQ);
        List<YamlNode> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            items.add(node(item, depth + 1));
        }
        return new YamlList(at, items);
    }

    private YamlText scalar(Position at, ScalarNode node) {
        boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
        if (plain && NOTHING.contains(node.getValue())) {
            throw new FormatException(at, "a value is missing here");
        }
        if (!SCALARS.contains(node.getTag())) {
            throw new FormatException(at, "tags are not read: `" + node.getTag().getValue() + "`");
        }
        return new YamlText(inner(at, node), node.getValue(), plain);
    }

    /** The place of a scalar's first character: behind the quote, or on the line below a block's mark. */
    private static Position inner(Position at, ScalarNode node) {
        return switch (node.getScalarStyle()) {
            case SINGLE_QUOTED, DOUBLE_QUOTED -> new Position(at.file(), at.line(), at.column() + 1);
            case LITERAL, FOLDED -> new Position(at.file(), at.line() + 1, 1);
            default -> at;
        };
    }

    private void refuseTag(Node node, Tag expected) {
        if (!node.getTag().equals(expected)) {
            throw new FormatException(
                    at(node), "tags are not read: `" + node.getTag().getValue() + "`");
        }
    }

    private Position at(Node node) {
        return node.getStartMark().map(mark -> at(file, mark)).orElse(new Position(file, 1, 1));
    }

    private static Position at(String file, Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }
}
