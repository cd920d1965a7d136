package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.ledger.evidence.EvidenceWriter;
import org.suwen.ledger.evidence.PackageFiles;
import org.suwen.server.invariants.Http.Reply;

/** The page that verifies in the browser: its own script, run by Node, on packages of the real server. */
class BrowserVerifierTest {
    private static final DemoServer DEMO = DemoServer.shared();
    private static final String HARNESS = """
            const fs = require('fs');
            const page = fs.readFileSync(process.argv[2], 'utf8');
            const script = page.slice(page.indexOf('<script>') + 8, page.indexOf('</script>'));
            const verify = new Function(script + ';return verifyPackage;')();
            (async () => {
              for (const file of process.argv.slice(4)) {
                const result = await verify(new Uint8Array(fs.readFileSync(file)), process.argv[3]);
                console.log(result.state + ' ' + result.said.join(' | '));
              }
            })();
            """;

    @TempDir
    Path folder;

    private List<String> run(String key, List<Path> packages) throws IOException, InterruptedException {
        Path page = folder.resolve("page.html");
        Files.writeString(page, DEMO.http().get("/ledger/verifier").text());
        Path harness = folder.resolve("harness.cjs");
        Files.writeString(harness, HARNESS);
        List<String> command = new ArrayList<>(List.of("node", harness.toString(), page.toString(), key));
        packages.forEach(each -> command.add(each.toString()));
        Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as(output).isZero();
        return output.lines().toList();
    }

    private Path keep(Map<String, byte[]> files, String name) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new EvidenceWriter(out)) {
            for (var file : files.entrySet()) {
                writer.file(file.getKey(), file.getValue());
            }
        }
        return Files.write(folder.resolve(name + ".zip"), out.toByteArray());
    }

    private static Map<String, byte[]> list() throws IOException {
        Reply reply = AccessListTest.download("zheng.hua", "CL0000005");
        return new TreeMap<>(
                PackageFiles.read(new ByteArrayInputStream(reply.body())).all());
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[changed.length / 2] ^= 1;
        return changed;
    }

    private static String key() {
        return DEMO.http().get("/ledger/key").text().strip();
    }

    @Test
    void acceptsAListAndRefusesItWhenAnythingIsLeftOutOrChanged() throws Exception {
        Map<String, byte[]> list = list();
        List<Path> packages = new ArrayList<>(List.of(keep(list, "sound")));
        String first = list.keySet().stream()
                .filter(path -> path.endsWith(".entry"))
                .findFirst()
                .orElseThrow()
                .replace("entry", "");
        Map<String, byte[]> without = new TreeMap<>(list);
        without.keySet()
                .removeIf(
                        path -> path.replaceAll("(entry|tlog-proof|open)$", "").equals(first));
        packages.add(keep(without, "without"));
        for (String path : List.of("checkpoint", "completeness", "token-map")) {
            Map<String, byte[]> changed = new TreeMap<>(list);
            changed.computeIfPresent(path, (name, bytes) -> flipped(bytes));
            packages.add(keep(changed, path));
        }

        List<String> results = run(key(), packages);

        assertThat(results.getFirst()).startsWith("VERIFIED").contains("the list is complete");
        assertThat(results.subList(1, results.size())).hasSize(4).allMatch(line -> line.startsWith("BROKEN"));
        assertThat(run("", packages.subList(0, 1)).getFirst()).startsWith("SELF_CONSISTENT_ONLY");
    }

    @Test
    void acceptsAnEvidencePackageAndRefusesAChangedDocument() throws Exception {
        Reply reply = DEMO.as("officer").post("/api/office/evidence", "{\"entries\":[3,4],\"reason\":\"案号 1\"}");
        Map<String, byte[]> files = new TreeMap<>(
                PackageFiles.read(new ByteArrayInputStream(reply.body())).all());
        Path sound = keep(files, "sound");
        files.computeIfPresent("documents/readable.html", (name, bytes) -> flipped(bytes));

        List<String> results = run(key(), List.of(sound, keep(files, "changed")));

        assertThat(results.getFirst()).startsWith("VERIFIED").contains("6 documents");
        assertThat(results.getLast()).startsWith("BROKEN").contains("manifest");
    }
}
