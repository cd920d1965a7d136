package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.suwen.classification.Flag;
import org.suwen.decision.DecisionClass;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.evidence.EvidenceVerifier;
import org.suwen.ledger.evidence.PackageFiles;
import org.suwen.ledger.note.Ed25519Verifier;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.ContentPart;
import org.suwen.ledger.verify.Report;
import org.suwen.ledger.verify.Trust;
import org.suwen.server.invariants.Http.Reply;

/** D20 on the real server: a patient's download proves itself complete, and holds the look made a moment ago. */
class AccessListTest {
    private static final DemoServer DEMO = DemoServer.shared();

    @Test
    void aPatientsDownloadIsCompleteAndHoldsTheLookJustMade() throws IOException {
        Http self = DEMO.as("wang.ning");
        String patient = self.patient("CL0000003");
        Reply look = DEMO.as("dr.lin").get("/fhir/Patient/" + patient);
        String hidden = DEMO.as("connector")
                .post("/fhir/Condition", """
                        {"resourceType":"Condition","subject":{"reference":"Patient/%s"},"code":{"coding":[
                          {"system":"http://hl7.org/fhir/sid/icd-10","code":"B20"}]}}""".formatted(patient))
                .storedId();
        assertThat(self.get("/fhir/Condition/" + hidden).status())
                .as("hidden from the patient")
                .isEqualTo(404);
        Reply reply = download("wang.ning", "CL0000003");
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        PackageFiles files = PackageFiles.read(new ByteArrayInputStream(reply.body()));
        String key = DEMO.as("officer").get("/ledger/key").text().strip();

        var verifier = new EvidenceVerifier(files, Trust.of(Ed25519Verifier.parse(key)));
        Report report = verifier.verify();

        assertThat(report.state()).as(report.text()).isEqualTo(Report.State.VERIFIED);
        assertThat(report.text()).contains("the list is complete");
        assertThat(verifier.shown().stream()
                        .map(shown -> AccountPart.decode(
                                        shown.disclosure().account().plain())
                                .verdict()
                                .decision()))
                .contains(look.header("Suwen-Decision"));
        assertThat(verifier.shown()).anyMatch(shown -> shown.entry().type() == EntryType.TOKEN_MAP);
        List<ContentPart> contents = verifier.shown().stream()
                .flatMap(shown -> shown.disclosure().content().stream())
                .map(salted -> ContentPart.decode(salted.plain()))
                .toList();
        assertThat(contents)
                .anyMatch(each ->
                        each.resources().stream().anyMatch(ref -> ref.type().equals("Patient")));
        assertThat(contents)
                .noneMatch(each ->
                        each.resources().stream().anyMatch(ref -> ref.id().equals(hidden)));
        assertThat(contents)
                .filteredOn(each -> each.labels().length > 0)
                .isNotEmpty()
                .noneMatch(each ->
                        DecisionClass.decode(each.labels()).labels().flags().contains(Flag.HIDDEN_ONLINE));
        assertThat(new String(files.file("accesses.csv").orElseThrow(), StandardCharsets.UTF_8))
                .contains("时间 time");
    }

    @Test
    void isRefusedWithoutAFreshCodeAndTheWarningRead() {
        Http self = DEMO.as("chen.jing");
        String path = "/api/patients/" + self.patient("CL0000006") + "/feed/download";
        String unread = order("chen.jing").replace("true", "false");

        assertThat(self.post(path, "{}").text()).contains("STEP_UP_REQUIRED");
        assertThat(self.post(path, "{\"code\":\"000000\",\"acknowledged\":true}")
                        .text())
                .contains("STEP_UP_REQUIRED");
        assertThat(self.post(path, unread).text()).contains("NOTICE_REQUIRED");
    }

    static Reply download(String account, String record) {
        Http self = DEMO.as(account);
        return self.post("/api/patients/" + self.patient(record) + "/feed/download", order(account));
    }

    private static String order(String account) {
        for (var each : DEMO.http().get("/api/demo/accounts").json().get("accounts")) {
            if (each.get("username").asString().equals(account)) {
                return "{\"code\":\"" + each.get("code").asString() + "\",\"acknowledged\":true}";
            }
        }
        throw new AssertionError("no demo account `" + account + "`");
    }

    @Test
    void nobodyElseGetsIt() {
        String patient = DEMO.as("wang.ning").patient("CL0000003");
        for (String other : new String[] {"dr.lin", "officer", "researcher.qian"}) {
            Reply reply = DEMO.as(other).post("/api/patients/" + patient + "/feed/download", order(other));
            assertThat(reply.status()).as(other).isIn(403, 404);
        }
    }
}
