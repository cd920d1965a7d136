package org.suwen.server.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;
import org.suwen.decision.Text;
import org.suwen.server.access.Institution;
import org.suwen.server.hospital.HospitalFile;
import org.suwen.server.identity.UnitNames;
import org.suwen.server.web.ServerMode;

/**
 * The hospital this server is for: its file, and its own layer of rules.
 *
 * @param file institution, departments and, in {@code demo}, everything the demo starts with
 * @param layer files of the hospital's own rules, on top of the national ones
 */
public record HospitalBook(HospitalFile file, List<Path> layer) {
    /** Copies the list. */
    public HospitalBook {
        layer = List.copyOf(layer);
    }

    /** From {@code suwen.hospital} and {@code suwen.rules}; {@code demo} carries its own. */
    static HospitalBook of(Environment environment, ServerMode mode) {
        String given = environment.getProperty("suwen.hospital", "");
        if (given.isEmpty() && mode == ServerMode.SERVE) {
            throw new IllegalStateException(
                    "name the hospital's folder with its `hospital.yaml` in `suwen.hospital`; see docs/serve.md");
        }
        Path folder = given.isEmpty() ? RulebookFolder.inside("demo-hospital") : Path.of(given);
        String rules = environment.getProperty("suwen.rules", "");
        List<Path> layer = new ArrayList<>();
        if (mode == ServerMode.DEMO) {
            layer.add(RulebookFolder.find().resolve("demo"));
        }
        if (!rules.isEmpty()) {
            layer.add(existing(Path.of(rules)));
        }
        return new HospitalBook(HospitalFile.read(folder), layer);
    }

    private static Path existing(Path path) {
        if (!Files.exists(path)) {
            throw new IllegalStateException("`suwen.rules` names `" + path + "`, which does not exist");
        }
        return path;
    }

    /** The institution. */
    Institution institution() {
        return file.institution();
    }

    /** Names of departments and groups. */
    UnitNames unitNames() {
        Map<String, Text> names = file.unitNames();
        return new UnitNames() {
            @Override
            public Unit department(String code) {
                return unit(code, names.getOrDefault(code, new Text(code, code)));
            }

            @Override
            public Unit group(String department, String code) {
                return unit(code, names.getOrDefault(department + "/" + code, new Text(code, code)));
            }

            private Unit unit(String code, Text name) {
                return new Unit(code, name.zh(), name.en());
            }
        };
    }
}
