package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.EntryType;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/** Reviews of sensitive accesses and reports: their numbers come out the same when somebody else counts (DOC-42, 43). */
class ReviewReportHttpTest {
    private static final DemoServer DEMO = DemoServer.shared();
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String TIMED = EntryType.TOKEN_MAP.name(); // made by the clock, also while the test counts

    /** A report's table as kind and name to count; the years of two entries a second apart may differ. */
    private static Map<String, Long> report(Http office, YearMonth from, YearMonth until) {
        Map<String, Long> counts = new TreeMap<>();
        for (int year = from.getYear(); year <= until.getYear(); year++) {
            Reply reply = office.get("/api/office/reports/" + year + ".csv");
            assertThat(reply.status()).as("%s", reply).isEqualTo(200);
            String[] rows = reply.text().split("\r\n");
            for (int row = 1; row < rows.length; row++) {
                int comma = rows[row].lastIndexOf(',');
                String name = rows[row].substring(0, comma).replace("\"", "");
                counts.merge(name, Long.valueOf(rows[row].substring(comma + 1)), Long::sum);
            }
        }
        return counts;
    }

    private static YearMonth month() {
        return YearMonth.now(Clock.system(ZONE));
    }

    /** The types of entries up to one, by the byte that is in clear in the table. */
    private static Map<String, Long> types(long upTo) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (var source = DEMO.source();
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT get_byte(bytes, 1), count(*) FROM ledger_entry WHERE index <= "
                                + upTo + " GROUP BY 1")) {
            while (rows.next()) {
                counts.put(EntryType.of(rows.getInt(1)).orElseThrow().name(), rows.getLong(2));
            }
        }
        return counts;
    }

    @Test
    void aReportsNumbersAreThoseOfAnotherCount() throws SQLException {
        Http doctor = DEMO.as("dr.lin");
        String patient = doctor.patient("CL0000002");
        doctor.get("/fhir/Patient/" + patient + "/$everything");
        DEMO.as("researcher.qian").get("/fhir/Patient/" + patient);
        Http auditor = DEMO.as("auditor");
        YearMonth began = month().minusMonths(1);

        Map<String, Long> told = report(auditor, began, month());
        JsonNode own = auditor.get("/api/office/entries?type=EXPORT&person=auditor&limit=1")
                .json()
                .at("/entries/0");
        assertThat(own.get("operation").asString()).isEqualTo("office.report");
        long last = own.get("index").asLong();

        Map<String, Long> counted = types(last);
        counted.remove(TIMED);
        assertThat(counted).hasSizeGreaterThan(4);
        counted.forEach(
                (type, count) -> assertThat(told.get("TYPE," + type)).as(type).isEqualTo(count));

        Map<String, Long> outcomes = new TreeMap<>();
        for (String row : auditor.get("/api/office/entries.csv").text().split("\r\n")) {
            String[] cells = row.replace("\uFEFF", "").split("\",\"");
            String index = cells[0].replace("\"", "");
            if (index.matches("\\d+") && Long.parseLong(index) <= last && !cells[2].equals(TIMED)) {
                outcomes.merge(cells[11], 1L, Long::sum);
            }
        }
        assertThat(outcomes).containsKeys("PERMIT", "DENY", "DONE");
        assertThat(told.get("OUTCOME,PERMIT")).isEqualTo(outcomes.get("PERMIT"));
        assertThat(told.get("OUTCOME,DENY")).isEqualTo(outcomes.get("DENY"));
        assertThat(told.get("STATEMENT,opened")).isNotNull();
    }

    @Test
    void aReportCanBeReadByPeopleAndForNoOtherPeriod() {
        Http officer = DEMO.as("officer");
        Reply page = officer.get("/api/office/reports/" + month().getYear() + "-Q1.html");
        assertThat(page.status()).as("%s", page).isEqualTo(200);
        assertThat(page.text()).contains("数据使用报告 " + month().getYear() + "-Q1", "账本");
        assertThat(officer.get("/api/office/reports/2026-Q5.csv").status()).isEqualTo(400);
        assertThat(DEMO.as("dr.lin").get("/api/office/reports/2026.csv").status())
                .isEqualTo(403);
    }

    @Test
    void theThreeReviewsCountWhatTheLedgerHoldsAndDrawASampleOfIt() {
        Http doctor = DEMO.as("dr.lin");
        doctor.get("/fhir/Patient/" + doctor.patient("CL0000001") + "/$everything");
        DEMO.as("li.wen").patient("CL0000002");
        Http officer = DEMO.as("officer");
        YearMonth month = month();
        JsonNode reviews =
                officer.get("/api/office/reviews?month=" + month).json().get("reviews");
        assertThat(reviews.findValuesAsString("focus"))
                .containsExactlyInAnyOrder("SPECIAL_DISEASE", "HIGHLY_SENSITIVE", "SPECIAL_IDENTITY");
        long all = 0;
        for (JsonNode each : reviews) {
            List<String> found = marked(officer, each.get("focus").asString(), month);
            assertThat(each.get("accesses").asLong()).isEqualTo(found.size());
            List<String> sample = new ArrayList<>();
            each.get("sample").forEach(index -> sample.add(index.asString()));
            assertThat(found).containsAll(sample);
            assertThat(sample).hasSize(Math.min(20, found.size())).doesNotHaveDuplicates();
            assertThat(each.get("open").asBoolean()).as("the month goes on").isFalse();
            all += found.size();
        }
        assertThat(all).as("something to review").isPositive();
    }

    private static List<String> marked(Http office, String focus, YearMonth month) {
        String rows = office.get("/api/office/entries.csv?label=" + focus + "&from=" + month.atDay(1) + "&until="
                        + month.atEndOfMonth())
                .text();
        List<String> indexes = new ArrayList<>();
        for (String row : rows.split("\r\n")) {
            String index = row.split(",")[0].replace("\"", "");
            if (index.matches("\\d+")) {
                indexes.add(index);
            }
        }
        return indexes;
    }

    @Test
    void aReviewIsSignedOffOnceByTheOfficerWhenTheMonthIsOver() {
        Http officer = DEMO.as("officer");
        String body = "{\"note\":\"逐条看过，均有诊疗关系\",\"questioned\":[]}";
        String past = "/api/office/reviews/SPECIAL_DISEASE/2020-01";
        assertThat(DEMO.as("auditor").post(past, body).status()).isEqualTo(403);
        assertThat(officer.post(past, "{\"note\":\"\"}").status()).isEqualTo(400);
        Reply signed = officer.post(past, body);
        assertThat(signed.status()).as("%s", signed).isEqualTo(200);
        assertThat(officer.post(past, body).status()).as("once").isEqualTo(409);
        assertThat(officer.post("/api/office/reviews/SPECIAL_DISEASE/" + month(), body)
                        .status())
                .as("not before its end")
                .isEqualTo(409);
        JsonNode review =
                officer.get("/api/office/reviews?month=2020-01").json().at("/reviews/0");
        assertThat(review.at("/signed/by").asString()).isEqualTo("officer");
        assertThat(officer.get("/api/office/entries?type=CHECK&person=officer&limit=50")
                        .json()
                        .findValuesAsString("operation"))
                .contains("review.sign");
    }
}
