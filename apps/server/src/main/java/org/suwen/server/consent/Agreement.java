package org.suwen.server.consent;

import java.util.List;
import org.suwen.decision.ConsentOption;
import org.suwen.decision.Text;
import org.suwen.formats.yaml.YamlFile;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;

/**
 * The authorisation agreement's scopes as people read them (AGR-10 to AGR-22).
 *
 * @param version of the text
 * @param care what the own team's care rests on, which no option touches (AGR-09)
 * @param options one choice each, none preset (AGR-08, AGR-13)
 */
public record Agreement(String version, Text care, List<Option> options) {
    /** Copies the options and refuses a text that leaves one out. */
    public Agreement {
        options = List.copyOf(options);
        for (ConsentOption each : ConsentOption.values()) {
            if (options.stream().filter(option -> option.code() == each).count() != 1) {
                throw new IllegalArgumentException("the agreement must say what `" + each + "` means, exactly once");
            }
        }
    }

    /** Basic and extended scope (AGR-10, AGR-13). */
    public enum Scope {
        BASIC,
        EXTENDED
    }

    /** One choice with its catalogue id. */
    public record Option(ConsentOption code, String rule, Scope scope, Text title, Text text) {}

    /** Reads the text; errors name file, line and column. */
    public static Agreement read(String file, String yaml) {
        YamlMap root = YamlFile.read(file, yaml).asMap().only("version", "care", "options");
        return new Agreement(root.text("version"), text(root.get("care")), root.each("options", Agreement::option));
    }

    private static Option option(YamlNode node) {
        YamlMap map = node.asMap().only("code", "rule", "scope", "title", "text");
        return new Option(
                map.constant("code", ConsentOption.class),
                map.text("rule"),
                map.constant("scope", Scope.class),
                text(map.get("title")),
                text(map.get("text")));
    }

    private static Text text(YamlNode node) {
        YamlMap map = node.asMap().only("zh", "en");
        return new Text(map.text("zh"), map.text("en"));
    }
}
