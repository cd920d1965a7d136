package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/** The office finds any operation, and each search is an entry too. */
class ExplorerHttpTest {
    private static final DemoServer DEMO = DemoServer.shared();

    private static List<String> found(Http office, String question) {
        Reply reply = office.get("/api/office/entries?limit=200&" + question);
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        return reply.json().get("entries").findValuesAsString("index");
    }

    @Test
    void anOperationIsFoundByPersonPatientPurposeTimeOutcomeDoorAndRule() {
        Http doctor = DEMO.as("dr.lin");
        String patient = doctor.patient("CL0000002");
        String read =
                Long.toString(doctor.get("/fhir/Patient/" + patient).entry().orElseThrow());
        Http auditor = DEMO.as("auditor");
        JsonNode entry = auditor.get("/api/office/entries/" + read).json();
        String rule = entry.at("/account/rules").asString().split(", ")[0];
        String day = entry.get("at").asString().substring(0, 10);

        for (String question : List.of(
                "person=dr.lin",
                "patient=" + patient,
                "purpose=TREATMENT",
                "outcome=PERMIT",
                "door=FHIR",
                "rule=" + rule,
                "type=READ",
                "person=dr.lin&patient=" + patient + "&purpose=TREATMENT&outcome=PERMIT&door=FHIR&type=READ",
                "from=" + day + "T00:00:00Z&until=2999-01-01")) {
            assertThat(found(auditor, question)).as(question).contains(read);
        }
        for (String question : List.of(
                "person=dr.chen",
                "patient=00000000-0000-4000-8000-000000000000",
                "purpose=RESEARCH",
                "outcome=DENY",
                "door=PATIENT",
                "rule=NONE-1",
                "until=2001-01-01")) {
            assertThat(found(auditor, question)).as(question).doesNotContain(read);
        }
    }

    @Test
    void aPersonIsFoundByName() {
        DEMO.as("dr.lin").patient("CL0000002");
        Http officer = DEMO.as("officer");
        String name = officer.get("/api/office/entries?person=dr.lin&limit=1")
                .json()
                .at("/entries/0/actor/name")
                .asString();
        assertThat(name).isNotEqualTo("dr.lin");
        assertThat(found(
                        officer, "person=" + java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8)))
                .isNotEmpty();
    }

    @Test
    void aSearchIsItselfAnEntryThatSaysWhatWasAsked() {
        String patient = DEMO.as("dr.lin").patient("CL0000002");
        Http auditor = DEMO.as("auditor");
        found(auditor, "person=dr.lin&outcome=DENY&patient=" + patient);
        JsonNode own = auditor.get("/api/office/entries?person=auditor&patient=" + patient + "&limit=200")
                .json()
                .get("entries");
        assertThat(own.findValuesAsString("reference"))
                .anyMatch(said -> said.contains("person=dr.lin") && said.contains("outcome=DENY"));
    }

    @Test
    void aTableHoldsTheSameAndNoFormula() {
        Http officer = DEMO.as("officer");
        Reply file = officer.get("/api/office/entries.csv?person=dr.lin&type=READ,SEARCH");
        assertThat(file.status()).as("%s", file).isEqualTo(200);
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        String[] rows = file.text().split("\r\n");
        assertThat(rows[0]).startsWith("\uFEFF\"编号\",\"时间\"");
        assertThat(rows).hasSizeGreaterThan(1);
        assertThat(List.of(rows).subList(1, rows.length))
                .allMatch(row -> row.contains("\"dr.lin\"") && !row.contains(",\"=") && !row.contains(",\"@"));
    }

    @Test
    void whatCannotBeReadIsSaidAndOnlyTheOfficeAsks() {
        Http officer = DEMO.as("officer");
        for (String wrong : List.of("patient=abc", "outcome=MAYBE", "door=WINDOW", "from=yesterday", "colour=red")) {
            Reply reply = officer.get("/api/office/entries?" + wrong);
            assertThat(reply.status()).as(wrong).isEqualTo(400);
            assertThat(reply.json().get("en").asString()).contains(wrong.substring(0, wrong.indexOf('=')));
        }
        assertThat(DEMO.as("dr.lin").get("/api/office/entries.csv").status()).isEqualTo(403);
        assertThat(DEMO.as("auditor").post("/api/office/explorer/rebuild", "{}").status())
                .isEqualTo(403);
        assertThat(officer.post("/api/office/explorer/rebuild", "{}").status()).isEqualTo(200);
    }
}
