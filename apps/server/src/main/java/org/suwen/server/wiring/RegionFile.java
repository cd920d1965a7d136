package org.suwen.server.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.suwen.formats.yaml.YamlFile;
import org.suwen.formats.yaml.YamlMap;

/** Reads which networks lie in which region. */
final class RegionFile {

    private RegionFile() {}

    static Map<String, List<String>> read(Path file) {
        YamlMap regions =
                YamlFile.read(file).asMap().only("regions").get("regions").asMap();
        Map<String, List<String>> read = new TreeMap<>();
        regions.entries().forEach((name, node) -> read.put(name, node.asList().texts()));
        return read;
    }
}
