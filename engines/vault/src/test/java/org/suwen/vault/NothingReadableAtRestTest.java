package org.suwen.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.postgres.EmbeddedPostgres;
import org.suwen.vault.postgres.PostgresVaultStore;
import org.suwen.vault.postgres.VaultSchema;

/** I4: nothing about a patient can be read from tables or files without keys kept elsewhere. */
class NothingReadableAtRestTest {
    private static final String PASSWORD = "only for this test 1".replace(' ', '-');
    private static final List<String> VALUES = List.of(
            "MedicationStatement",
            "row-id-of-zhang-0001",
            "B20.901-hiv-disease",
            "class-special-disease-hiv",
            "诊断为人类免疫缺陷病毒病",
            "header-effective-2026-03-04",
            "visit-number-778812",
            "11010519491231002X",
            "13800138000",
            "张三丰的名字很长",
            "consent-of-the-patient",
            "agrees-to-medical-research",
            "account-of-staff",
            "doctor.wang.account",
            "password-hash-of-wang",
            "department-of-infection");

    @TempDir
    Path folder;

    @Test
    void neitherTablesNorFilesHoldAnyValueThatWasPut() throws Exception {
        Needles needles = new Needles(VALUES);
        Path data = folder.resolve("data");
        Map<String, Set<String>> found = new TreeMap<>();

        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, PASSWORD);
                ConnectionPool pool = new ConnectionPool(server.jdbcUrl(), server.user(), server.password())) {
            pool.change(VaultSchema::create);
            fill(pool);
            pool.change(connection -> execute(connection, "INSERT INTO vault.restored VALUES (true, 7, true)"));
            pool.change(connection -> dumps(connection).forEach((table, bytes) -> {
                assertThat(bytes).as(table).isNotEmpty();
                note(found, table, needles.in(bytes));
            }));
        }

        scan(data, needles).forEach((file, values) -> note(found, file, values));
        assertThat(found).isEmpty();
    }

    @Test
    void findsAPlantedValueInATableAndInTheFiles() throws Exception {
        Needles needles = new Needles(VALUES);
        Path data = folder.resolve("data");

        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, PASSWORD);
                ConnectionPool pool = new ConnectionPool(server.jdbcUrl(), server.user(), server.password())) {
            pool.change(connection -> execute(
                    connection,
                    "CREATE TABLE planted (value text); INSERT INTO planted VALUES ('x13800138000'),"
                            + " (encode('B20.901-hiv-disease', 'hex')), (encode('..doctor.wang.account', 'base64'))"));
            pool.change(connection -> assertThat(
                            needles.in(dumps(connection).getOrDefault("public.planted", new byte[0])))
                    .containsExactlyInAnyOrder("13800138000", "B20.901-hiv-disease", "doctor.wang.account"));
        }

        assertThat(scan(data, needles).values()).anyMatch(values -> values.contains("13800138000"));
        assertThat(needles.in("诊断为人类免疫缺陷病毒病".getBytes(java.nio.charset.StandardCharsets.UTF_16LE)))
                .hasSize(1);
    }

    private static void fill(ConnectionPool pool) {
        SecureRandom random = new SecureRandom();
        Vault vault = Vault.open(
                PostgresVaultStore.open(pool), new MemoryKeySource(random), new VaultOptions(random, TestVault.CLOCK));
        for (int i = 0; i < 20; i++) {
            PatientId patient = vault.enrol();
            vault.write(i * 3L, List.of(put(patient, i, 1)));
            vault.write(i * 3L + 1, List.of(put(patient, i, 2)));
            vault.bind(patient, "RECORD_NUMBER", "record-number-" + i);
            vault.relate(patient, "department-of-infection");
            vault.relate(patient, "张三丰的名字很长");
            vault.putDocument(patient, "consent-of-the-patient", 1, bytes("agrees-to-medical-research"));
            if (i == 0) {
                vault.bind(patient, Identities.ID_NUMBER, "11010519491231002X");
                vault.bind(patient, Identities.PHONE, "13800138000");
            }
            if (i == 7) {
                vault.purge(patient, Vault.LogKey.DESTROY);
            }
        }
        vault.putDirectoryDocument("account-of-staff", "doctor.wang.account", 1, bytes("password-hash-of-wang"));
    }

    private static Put put(PatientId patient, int i, long version) {
        byte[] header = bytes("header-effective-2026-03-04 B20.901-hiv-disease");
        byte[] body = bytes("{\"code\":\"B20.901-hiv-disease\",\"text\":\"诊断为人类免疫缺陷病毒病\",\"phone\":\"13800138000\"}"
                .repeat(version == 1 ? 1 : 40));
        return new Put(
                patient,
                "MedicationStatement",
                "row-id-of-zhang-0001-" + i,
                version,
                bytes("class-special-disease-hiv"),
                header,
                body,
                Optional.of("visit-number-778812"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Every column of every table: as text, and byte strings also as they are. */
    private static Map<String, byte[]> dumps(Connection connection) throws SQLException {
        Map<String, byte[]> dumps = new TreeMap<>();
        for (String table : Tables.names(connection)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                while (rows.next()) {
                    dump(rows, bytes);
                }
            }
            dumps.put(table, bytes.toByteArray());
        }
        return dumps;
    }

    private static void dump(ResultSet row, ByteArrayOutputStream bytes) throws SQLException {
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            String text = row.getString(column);
            if (text != null) {
                bytes.writeBytes(bytes(text));
            }
            if (row.getMetaData().getColumnTypeName(column).equals("bytea")) {
                byte[] raw = row.getBytes(column);
                bytes.writeBytes(raw == null ? new byte[0] : raw);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Every file of the data folder but the server's programs. */
    private static Map<String, Set<String>> scan(Path data, Needles needles) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(data)) {
            walk.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(data.resolve("bin")))
                    .forEach(files::add);
        }
        assertThat(files).hasSizeGreaterThan(500);
        Map<String, Set<String>> found = new TreeMap<>();
        for (Path file : files) {
            note(found, data.relativize(file).toString(), needles.in(Files.readAllBytes(file)));
        }
        return found;
    }

    private static void note(Map<String, Set<String>> found, String where, Set<String> values) {
        if (!values.isEmpty()) {
            found.merge(where, values, (one, other) -> {
                Set<String> both = new java.util.TreeSet<>(one);
                both.addAll(other);
                return both;
            });
        }
    }
}
