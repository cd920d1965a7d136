package org.suwen.formats.cases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.suwen.formats.yaml.YamlFile;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;

/** Reads one case file. */
final class CaseReader {

    private final Path file;

    CaseReader(Path file) {
        this.file = file;
    }

    List<Case> read() {
        YamlMap map = YamlFile.read(file).asMap();
        if (!map.has("cases")) {
            return List.of(one(map, new YamlMap(map.at(), Map.of())));
        }
        YamlMap shared = fixture(map.only("fixture", "cases"));
        List<Case> cases = new ArrayList<>();
        for (YamlNode node : map.get("cases").asList().items()) {
            cases.add(one(node.asMap(), shared));
        }
        return cases;
    }

    private Case one(YamlMap map, YamlMap shared) {
        var unused = map.only("id", "title", "rules", "fixture", "steps");
        YamlMap merged = Overlay.over(shared, fixture(map));
        FixtureReader fixture = new FixtureReader(merged);
        Fixture read = fixture.read();
        StepReader steps = new StepReader(read);
        List<String> rules = map.get("rules").asList().texts();
        if (rules.isEmpty()) {
            throw map.get("rules").fault("a case names at least one catalogue id");
        }
        return new Case(
                map.get("id").at(),
                map.text("id"),
                map.text("title"),
                rules,
                read,
                map.get("steps").asList().each(steps::step));
    }

    /** The fixture with what it builds on below it; one step of building only. */
    private YamlMap fixture(YamlMap map) {
        YamlMap own = map.mapOrEmpty("fixture");
        if (!own.has("use")) {
            return own;
        }
        Path folder = file.toAbsolutePath().getParent();
        Path used = folder == null ? Path.of(own.text("use")) : folder.resolve(own.text("use"));
        if (!Files.isRegularFile(used)) {
            throw own.get("use").fault("there is no file `" + own.text("use") + "`");
        }
        YamlMap base = YamlFile.read(used).asMap();
        if (base.has("use")) {
            throw base.get("use").fault("a shared fixture builds on no other");
        }
        return Overlay.over(base, new YamlMap(own.at(), without(own)));
    }

    private static Map<String, YamlNode> without(YamlMap map) {
        Map<String, YamlNode> rest = new LinkedHashMap<>(map.entries());
        rest.remove("use");
        return rest;
    }
}
