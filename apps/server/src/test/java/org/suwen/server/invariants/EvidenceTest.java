package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.evidence.EvidenceVerifier;
import org.suwen.ledger.evidence.EvidenceWriter;
import org.suwen.ledger.evidence.PackageFiles;
import org.suwen.ledger.note.NoteKeys;
import org.suwen.ledger.note.NoteVerifier;
import org.suwen.ledger.verify.Report;
import org.suwen.ledger.verify.Trust;
import org.suwen.server.invariants.Http.Reply;

/** An evidence package of the real server, and what happens when somebody touches it. */
class EvidenceTest {
    private static final DemoServer DEMO = DemoServer.shared();

    private static Reply order() {
        Http doctor = DEMO.as("dr.lin");
        long read = doctor.get("/fhir/Patient/" + doctor.patient("CL0000002"))
                .entry()
                .orElseThrow();
        long denied = read + 1;
        assertThat(DEMO.as("researcher.qian")
                        .get("/fhir/Patient/" + doctor.patient("CL0000002"))
                        .status())
                .isEqualTo(403);
        return DEMO.as("officer")
                .post(
                        "/api/office/evidence",
                        "{\"entries\":[" + read + "," + denied + "],\"reason\":\"(2026) 沪01民初1号\"}");
    }

    private static Report verify(Map<String, byte[]> files, Trust trust) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new EvidenceWriter(out)) {
            for (var file : files.entrySet()) {
                writer.file(file.getKey(), file.getValue());
            }
        }
        return new EvidenceVerifier(PackageFiles.read(new ByteArrayInputStream(out.toByteArray())), trust).verify();
    }

    @Test
    void aPackageVerifiesUnderEachKindOfKeyAndNotWhenAnyFileChanges() throws IOException {
        Reply reply = order();
        assertThat(reply.status()).isEqualTo(200);
        Map<String, byte[]> files = new TreeMap<>(
                PackageFiles.read(new ByteArrayInputStream(reply.body())).all());
        String[] keys = DEMO.http().get("/ledger/keys").text().split("\n");
        assertThat(keys).hasSize(3);
        Trust trust = Trust.NOTHING;
        for (String text : keys) {
            NoteVerifier key = NoteKeys.parse(text, Optional.of(new BouncyCastleProvider()));
            trust = Trust.of(key);
            Report report = verify(files, trust);
            assertThat(report.state()).as(report.text()).isEqualTo(Report.State.VERIFIED);
            assertThat(report.text()).contains("`6` documents, which are those that entry", "the rules of version");
        }

        for (String path : files.keySet()) {
            if (path.equals("policy")) {
                continue; // how it is trusted is the reader's own choice
            }
            Map<String, byte[]> changed = new TreeMap<>(files);
            byte[] bytes = files.get(path).clone();
            bytes[bytes.length / 2] ^= 1;
            changed.put(path, bytes);
            assertThat(verify(changed, trust).state()).as(path).isEqualTo(Report.State.BROKEN);
        }
        assertThat(new String(files.get("documents/readable.html"), StandardCharsets.UTF_8))
                .contains("操作记录证据", "适用规则");
    }

    @Test
    void onlyTheOfficeOrdersOne() {
        Reply reply = DEMO.as("dr.lin").post("/api/office/evidence", "{\"entries\":[1],\"reason\":\"x\"}");

        assertThat(reply.status()).isEqualTo(403);
    }

    @Test
    void asksForEntriesAndAReason() {
        Http officer = DEMO.as("officer");

        assertThat(officer.post("/api/office/evidence", "{\"entries\":[],\"reason\":\"x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(officer.post("/api/office/evidence", "{\"entries\":[1]}").status())
                .isEqualTo(400);
    }
}
