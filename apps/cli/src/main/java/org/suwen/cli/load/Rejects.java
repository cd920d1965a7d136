package org.suwen.cli.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What was not stored and why, one JSON object a line. */
final class Rejects {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Rejects() {}

    /** Something that was not stored; {@code line} is 0 for a whole file or record. */
    record Reject(String what, int line, String reason) {}

    /** Writes the file anew; an empty one says that everything was stored. */
    static void write(Path file, List<Reject> rejects) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Reject each : rejects) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("what", each.what());
                if (each.line() > 0) {
                    json.put("line", each.line());
                }
                json.put("reason", each.reason());
                out.write(JSON.writeValueAsString(json));
                out.newLine();
            }
        }
    }
}
