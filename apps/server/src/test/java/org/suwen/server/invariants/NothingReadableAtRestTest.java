package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.suwen.classification.Flag;
import org.suwen.classification.IdentityTag;
import org.suwen.decision.ConsentOption;
import org.suwen.postgres.EmbeddedPostgres;
import org.suwen.server.invariants.Http.Reply;

/** I4: on disk nothing about a patient, labels and codes included, can be read without keys kept outside the database. */
class NothingReadableAtRestTest {
    private static final String REASON = "胸痛急诊抢救zqxv";
    private static final String STATEMENT = "抢救中查看了既往病史zqxw";
    private static final Path HOSPITAL = Path.of("../../testdata/hospital");

    @Test
    void nothingOfAnyPatientIsFoundInTablesOrFiles() throws Exception {
        DemoServer demo = DemoServer.shared();
        useEverything(demo);
        demo.execute("CHECKPOINT");
        Set<String> known = new TreeSet<>(PatientFacts.of(HOSPITAL));
        assertThat(known)
                .as("what is looked for")
                .contains("王宁", "B24", "86406008", "990101196701240073", "16902962963", "CL0000003")
                .hasSizeGreaterThan(500);
        known.addAll(vocabulary());
        Set<String> everywhere = ofPostgresItself(known);
        assertThat(everywhere).as("what a fresh PostgreSQL holds anyway").hasSizeLessThan(40);
        known.removeAll(everywhere);
        known.addAll(secrets(demo));
        var needles = new Needles(known);

        assertThat(search(demo, needles)).as("readable at rest").isEmpty();

        plant(demo);
        assertThat(search(demo, needles))
                .as("the search finds what is planted")
                .containsKeys("table public.planted", "column public.planted.words", "file tmp/planted.bin");
        Set<String> planted = new TreeSet<>(search(demo, needles).get("table public.planted"));
        assertThat(planted)
                .contains("王宁 (UTF-8)", "王宁 (hex)", "990101196701240073 (UTF-16LE)")
                .contains("王宁 (Base64/0)", "16902962963 (Base64/1)", "86406008 (Base64/2)");
        demo.execute("DROP TABLE public.planted");
    }

    @Test
    void keysLieOutsideTheDataFolder() throws Exception {
        DemoServer demo = DemoServer.shared();
        assertThat(demo.keys().toRealPath()).isNotEqualTo(demo.data().toRealPath());
        assertThat(demo.keys().toRealPath().startsWith(demo.data().toRealPath()))
                .isFalse();
        assertThat(demo.keys().resolve("root.key")).exists();
        assertThat(DemoServer.files(demo.data()))
                .extracting(file -> file.getFileName().toString())
                .doesNotContain("root.key", "root.passphrase", "postgres.password", "demo-accounts.json");
    }

    /** Signs in, reads, searches, breaks the glass, files the statement, changes consent, uploads, is refused. */
    private static void useEverything(DemoServer demo) {
        Http doctor = demo.as("dr.lin");
        Http emergency = demo.as("dr.wu");
        Http self = demo.as("zhang.min");
        String patient = doctor.patient("CL0000001");
        ok(doctor.get("/fhir/Patient/" + patient + "/$everything?_count=200"));
        ok(doctor.get("/api/worklist"));
        ok(emergency.post("/api/patients/find", "{\"kind\":\"RECORD_NUMBER\",\"value\":\"CL0000001\"}"));
        Reply broken = ok(emergency.post(
                "/api/break-glass",
                "{\"patient\":\"" + patient + "\",\"situation\":\"RESUSCITATION\",\"reason\":\"" + REASON + "\"}"));
        ok(emergency.get("/fhir/Condition?patient=" + patient));
        String statement = broken.json().get("statement").asString();
        ok(emergency.post("/api/statements/" + statement, "{\"text\":\"" + STATEMENT + "\"}"));
        String page = "/api/patients/" + patient + "/consents";
        long version = ok(self.get(page)).json().get("version").asLong();
        ok(self.put(
                page,
                "{\"version\":" + version
                        + ",\"changes\":[{\"kind\":\"OPTION\",\"code\":\"TEACHING\",\"choice\":\"DISAGREE\"}]}"));
        ok(self.get("/api/patients/" + patient + "/feed"));
        assertThat(demo.as("researcher.qian").get("/fhir/Patient/" + patient).status())
                .isIn(403, 404);
        Reply written = demo.as("connector")
                .post(
                        "/fhir/Condition",
                        "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/" + patient
                                + "\"},\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"B20\"}],"
                                + "\"text\":\"人类免疫缺陷病毒病\"}}");
        assertThat(written.status()).as("%s", written).isIn(200, 201);
        Reply wrong =
                demo.http().post("/api/session", "{\"username\":\"wang.ning\",\"password\":\"not-the-password\"}");
        assertThat(wrong.status()).isEqualTo(401);
    }

    private static Reply ok(Reply reply) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        return reply;
    }

    /** Words that would tell a reader something about a patient although they are no patient's values. */
    private static Set<String> vocabulary() throws IOException {
        Set<String> words = new TreeSet<>(Set.of(REASON, STATEMENT, "B20", "人类免疫缺陷病毒病"));
        for (String name :
                List.of("zhang.min", "li.wen", "wang.ning", "liu.ping", "zheng.hua", "chen.jing", "zhou.qing")) {
            words.add(name);
        }
        words.add("sun.wei");
        for (Flag each : Flag.values()) {
            words.add(each.name());
        }
        for (IdentityTag each : IdentityTag.values()) {
            words.add(each.name());
        }
        for (ConsentOption each : ConsentOption.values()) {
            words.add(each.name());
        }
        Files.readAllLines(Path.of("../../rulebook/reasons.yaml")).stream()
                .filter(line -> line.matches("  [A-Z_]+:"))
                .map(line -> line.strip().replace(":", ""))
                .forEach(words::add);
        Files.readAllLines(Path.of("../../rulebook/labels/diseases-codes.yaml")).stream()
                .filter(line -> line.contains("diseases: ["))
                .forEach(line ->
                        words.addAll(List.of(line.replaceAll(".*\\[|\\].*", "").split(", *"))));
        assertThat(words).contains("BLOOD_BORNE_INFECTION", "HIDDEN_ONLINE", "RULE_FAULT");
        return words;
    }

    /** What lies in the key folder must not lie in the data folder. */
    private static Set<String> secrets(DemoServer demo) throws IOException {
        Set<String> secrets = new LinkedHashSet<>();
        for (String file : List.of("root.passphrase", "postgres.password")) {
            secrets.add(Files.readString(demo.keys().resolve(file)).strip());
        }
        Http.JSON
                .readTree(Files.readAllBytes(demo.keys().resolve("demo-accounts.json")))
                .forEach(account -> account.forEach(secret -> {
                    if (!secret.asString().isEmpty()) {
                        secrets.add(secret.asString());
                    }
                }));
        assertThat(secrets).hasSizeGreaterThan(20);
        return secrets;
    }

    /** Words that PostgreSQL's own tables, comments and settings hold before Suwen was ever started. */
    private static Set<String> ofPostgresItself(Set<String> known) throws Exception {
        var needles = new Needles(known);
        Set<String> found = new TreeSet<>();
        Path root = Files.createTempDirectory("suwen-pristine-");
        try (EmbeddedPostgres pristine = EmbeddedPostgres.start(root.resolve("data"), root.resolve("secrets"))) {
            try (Connection connection = pristine.dataSource().getConnection()) {
                connection.createStatement().execute("CHECKPOINT");
            }
            for (Path file : DemoServer.files(root.resolve("data/postgres"))) {
                found.addAll(needles.in(read(file)));
            }
        } finally {
            DemoServer.remove(root);
        }
        Set<String> texts = new TreeSet<>();
        found.forEach(each -> texts.add(each.replaceAll(" \\([^)]*\\)$", "")));
        return texts;
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException goneMeanwhile) {
            return new byte[0];
        }
    }

    /** Where something is found, with what. */
    private static Map<String, Set<String>> search(DemoServer demo, Needles needles) throws Exception {
        Map<String, Set<String>> found = new TreeMap<>();
        try (Connection connection = demo.database()) {
            for (String table : tables(connection)) {
                note(found, "table " + table, needles.in(copy(connection, table)));
            }
            columns(connection, needles, found);
        }
        List<Path> files = new ArrayList<>();
        files.addAll(DemoServer.files(demo.data()));
        files.addAll(DemoServer.files(demo.root().resolve("tmp")));
        files.addAll(DemoServer.files(demo.root().resolve("work")));
        Path programs = demo.data().resolve("postgres/bin");
        for (Path file : files) {
            if (!file.startsWith(programs)) {
                note(found, "file " + demo.root().relativize(file), needles.in(read(file)));
            }
        }
        String log = String.join(
                "\n",
                Files.readAllLines(demo.output()).stream()
                        .filter(line -> line.matches("\\d\\d:\\d\\d:\\d\\d .*|\\s+at .*|Caused by.*"))
                        .toList());
        note(found, "the server's log", needles.in(log.getBytes(StandardCharsets.UTF_8)));
        assertThat(files).as("files that were read").hasSizeGreaterThan(300);
        return found;
    }

    private static void note(Map<String, Set<String>> found, String where, Set<String> what) {
        if (!what.isEmpty()) {
            found.put(where, what);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> names = strings(connection, """
                SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                WHERE schemaname NOT IN ('pg_catalog', 'information_schema')""");
        assertThat(names).contains("public.ledger_entry", "vault.resource", "vault_keys.patient_key");
        return names;
    }

    /** All rows in PostgreSQL's binary form, which is what {@code COPY … (FORMAT binary)} writes. */
    private static byte[] copy(Connection connection, String table) throws SQLException {
        var out = new ByteArrayOutputStream();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT record_send(t) FROM " + table + " t")) {
            while (rows.next()) {
                out.writeBytes(rows.getBytes(1));
            }
        }
        return out.toByteArray();
    }

    /** Short codes as words in every column that holds readable text. */
    private static void columns(Connection connection, Needles needles, Map<String, Set<String>> found)
            throws SQLException {
        List<String> columns = strings(connection, """
                SELECT table_schema || '.' || table_name || '.' || column_name FROM information_schema.columns
                WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND data_type IN
                    ('text', 'character varying', 'character', 'json', 'jsonb', 'name', 'xml', 'ARRAY')""");
        for (String column : columns) {
            String[] parts = column.split("\\.", 3);
            Set<String> hits = new TreeSet<>();
            strings(connection, "SELECT " + parts[2] + "::text FROM " + parts[0] + "." + parts[1])
                    .forEach(value -> hits.addAll(needles.inText(value)));
            note(found, "column " + column, hits);
        }
    }

    private static List<String> strings(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                String value = rows.getString(1);
                if (value != null) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    private static void plant(DemoServer demo) throws Exception {
        var encoder = Base64.getEncoder();
        String hex = HexFormat.of().formatHex("王宁".getBytes(StandardCharsets.UTF_8));
        demo.execute("CREATE TABLE public.planted (words text, bytes bytea)");
        try (Connection connection = demo.database();
                var insert = connection.prepareStatement("INSERT INTO public.planted VALUES (?, ?)")) {
            List<byte[]> forms = List.of(
                    "某患者王宁".getBytes(StandardCharsets.UTF_8),
                    hex.getBytes(StandardCharsets.US_ASCII),
                    "990101196701240073".getBytes(StandardCharsets.UTF_16LE),
                    encoder.encode("王宁,男".getBytes(StandardCharsets.UTF_8)),
                    encoder.encode("x16902962963".getBytes(StandardCharsets.UTF_8)),
                    encoder.encode("xy86406008".getBytes(StandardCharsets.UTF_8)));
            for (byte[] form : forms) {
                insert.setString(1, "诊断 B24 门诊");
                insert.setBytes(2, form);
                insert.executeUpdate();
            }
        }
        Files.write(
                demo.root().resolve("tmp/planted.bin"), "the diagnosis is B24 today".getBytes(StandardCharsets.UTF_8));
    }
}
