package org.suwen.server.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command line: a command, its plain words and its options {@code --name value}.
 *
 * @param command {@code demo}, {@code serve}, {@code token}, {@code backup}, {@code restore} or {@code check}
 * @param words what is not an option
 * @param options values by name
 */
public record Arguments(String command, List<String> words, Map<String, String> options) {

    private static final Map<String, Set<String>> KNOWN = Map.of(
            "demo", Set.of("port", "data", "patients", "hospital", "empty"),
            "serve", Set.of("port", "data"),
            "token", Set.of("port"),
            "backup", Set.of("data", "keys", "key-folder"),
            "restore", Set.of("data", "keys", "key-folder"),
            "check", Set.of("only", "compliance", "states", "html", "junit"));

    /** Copies the collections. */
    public Arguments {
        words = List.copyOf(words);
        options = Map.copyOf(options);
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException saying what is wrong, when it is not understood
     */
    public static Arguments parse(String[] given) {
        String command = given.length == 0 ? "serve" : given[0];
        Set<String> known = KNOWN.get(command);
        if (known == null) {
            throw new IllegalArgumentException(
                    "`" + command + "` is no command; there are demo, serve, token, backup, restore and check");
        }
        List<String> words = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (int at = 1; at < given.length; at++) {
            if (!given[at].startsWith("--")) {
                words.add(given[at]);
                continue;
            }
            String[] pair = given[at].substring(2).split("=", 2);
            if (!known.contains(pair[0]) && !pair[0].contains(".")) {
                throw new IllegalArgumentException("`" + command + "` has no option `--" + pair[0] + "`");
            }
            if (pair.length == 1 && (at + 1 == given.length || given[at + 1].startsWith("--"))) {
                options.put(pair[0], "true");
            } else {
                options.put(pair[0], pair.length == 2 ? pair[1] : given[++at]);
            }
        }
        return new Arguments(command, words, options);
    }

    /** The port, 8080 unless given. */
    public int port() {
        String text = options.getOrDefault("port", "8080");
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("`--port` is a number from 0 to 65535, not `" + text + "`", notANumber);
        }
        throw new IllegalArgumentException("`--port` is a number from 0 to 65535, not `" + text + "`");
    }

    /** The options as the server's properties. */
    public List<String> properties() {
        List<String> properties = new ArrayList<>();
        properties.add("--suwen.mode=" + (command.equals("demo") ? "DEMO" : "SERVE"));
        if (!options.containsKey("server.port")) {
            properties.add("--server.port=" + port());
        }
        if (options.containsKey("data")) {
            properties.add("--suwen.data=" + options.get("data"));
        }
        if (options.containsKey("hospital")) {
            properties.add("--suwen.hospital=" + options.get("hospital"));
        } else if (options.containsKey("patients")) {
            properties.add("--suwen.hospital=" + generated(options.get("patients")));
            if (!options.containsKey("data")) { // another hospital than the small one, so other data too
                properties.add("--suwen.data=" + home().resolve("demo-" + options.get("patients")));
            }
        }
        options.forEach((name, value) -> {
            if (name.contains(".")) {
                properties.add("--" + name + "=" + value);
            }
        });
        return properties;
    }

    private static Path home() {
        return Path.of(System.getenv().getOrDefault("SUWEN_HOME", ".suwen"));
    }

    private static String generated(String patients) {
        Path folder = home().resolve("hospital-" + patients);
        if (!Files.exists(folder.resolve("hospital.yaml"))) {
            throw new IllegalArgumentException("there is no generated hospital of `" + patients
                    + "` patients yet; make it with ./suwen generate --patients " + patients + " --out " + folder);
        }
        return folder.toString();
    }
}
