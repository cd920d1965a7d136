package org.suwen.vault.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.suwen.postgres.EmbeddedPostgres;
import org.suwen.vault.Cursor;
import org.suwen.vault.Glance;
import org.suwen.vault.PatientId;
import org.suwen.vault.RowRef;
import org.suwen.vault.Token;
import org.suwen.vault.VaultStore;
import org.suwen.vault.VaultStore.NewClass;
import org.suwen.vault.VaultStore.NewIdentity;
import org.suwen.vault.VaultStore.NewRow;
import org.suwen.vault.VaultStore.Rewrapped;
import org.suwen.vault.VaultStore.SealedClass;
import org.suwen.vault.VaultStore.SealedDocument;
import org.suwen.vault.VaultStore.SealedWrite;
import org.suwen.vault.VaultStore.Selection;
import org.suwen.vault.VaultStore.WrappedKey;
import org.suwen.vault.VaultStore.WrappedPatientKeys;

/**
 * Every statement on a table that is distributed by patient names the patient, so that it runs on one shard of Citus: the
 * store is used whole on a recording connection and each statement it sent is looked at. Who is exempt is listed with why.
 */
class PatientKeyLintTest {
    private static final Pattern PATIENT_TABLE = Pattern.compile(
            "(vault\\.(?:resource_history|resource|decision_class|document|applied)|vault_keys\\.patient_key"
                    + "|vault_index\\.care)\\b(?:\\s+(?:AS\\s+)?([a-z]\\w*))?");

    /** Words that may stand behind a table's name and are no alias of it. */
    private static final Set<String> NOT_ALIASES = Set.of("where", "set", "using", "order", "on");

    private static final Map<String, String> EXEMPT = Map.of(
            "SELECT 1 FROM vault.applied WHERE entry_index = ? LIMIT 1", "recovery asks all shards for one entry",
            "SELECT patient_id FROM vault_index.care WHERE unit_token = ?", "a care list spans patients (D9)",
            "FROM vault_keys.patient_key WHERE epoch < ?", "an epoch's end goes through all patients, shard by shard",
            "FROM vault_keys.patient_key WHERE erased IS NULL AND patient_id > ?",
                    "the inventory counts everybody (CLS-27)",
            "SELECT 1 FROM vault_keys.patient_key WHERE epoch = ?", "an epoch's end asks all shards once");

    private static final PatientId PATIENT = new PatientId(UUID.fromString("11111111-1111-4111-8111-111111111111"));
    private static final Token TOKEN = new Token(1, 2);
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final byte[] BYTES = {1, 2, 3};

    private final Set<String> statements = ConcurrentHashMap.newKeySet();
    private final Set<String> used = new TreeSet<>();

    @Test
    void everyStatementOnPatientTablesNamesThePatient() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.temporary()) {
            try (Connection connection = server.dataSource().getConnection()) {
                VaultSchema.create(connection);
            }
            useEverything(recording(PostgresVaultStore.open(recording(server.dataSource()))));
        }

        Set<String> all = new TreeSet<>();
        Arrays.stream(VaultStore.class.getMethods()).map(Method::getName).forEach(all::add);
        assertThat(used).as("methods of the store that were used").isEqualTo(all);
        assertThat(statements).hasSizeGreaterThan(30);
        Set<String> wrong = new TreeSet<>();
        Set<String> exempt = new TreeSet<>();
        for (String each : statements) {
            Optional<String> why =
                    EXEMPT.keySet().stream().filter(each::contains).findFirst();
            why.ifPresent(exempt::add);
            if (why.isEmpty() && !namesThePatient(each)) {
                wrong.add(each);
            }
        }
        assertThat(wrong).as("statements that would go to every shard").isEmpty();
        assertThat(exempt).as("exemptions in use").isEqualTo(new TreeSet<>(EXEMPT.keySet()));
    }

    @Test
    void theLintFindsWhatItLooksFor() {
        assertThat(namesThePatient("SELECT * FROM vault.resource WHERE row_token = ?"))
                .isFalse();
        assertThat(namesThePatient("SELECT * FROM vault.resource r JOIN vault.document d ON d.version = r.version"
                        + " WHERE r.patient_id = ?"))
                .isFalse();
        assertThat(namesThePatient("DELETE FROM vault.document")).isFalse();
        assertThat(namesThePatient("SELECT * FROM vault.resource WHERE patient_id = ?"))
                .isTrue();
        assertThat(namesThePatient("SELECT * FROM vault.resource r JOIN vault.document d ON d.patient_id = r.patient_id"
                        + " WHERE r.patient_id = ?"))
                .isTrue();
    }

    /** Each patient table in a statement is bound by its key: an insert that gives it, a join on it, or a comparison. */
    private static boolean namesThePatient(String sql) {
        Matcher tables = PATIENT_TABLE.matcher(sql);
        while (tables.find()) {
            String table = Pattern.quote(tables.group(1));
            String after = Optional.ofNullable(tables.group(2)).orElse("");
            String alias = NOT_ALIASES.contains(after.toLowerCase(java.util.Locale.ROOT)) ? "" : after;
            boolean inserts = Pattern.compile(
                            "INSERT INTO " + table + "(?:\\s+AS \\w+)?(?:\\s*\\(patient_id| SELECT old\\.\\*)")
                    .matcher(sql)
                    .find();
            boolean joins = Pattern.compile("USING \\((?:patient_id|patient_id, row_token)\\)")
                    .matcher(sql)
                    .find();
            String name = alias.isEmpty() ? "(?<![.\\w])" : alias + "\\.";
            boolean compared = Pattern.compile(name + "patient_id\\s*=|=\\s*" + name + "patient_id")
                    .matcher(sql)
                    .find();
            if (!inserts && !joins && !compared) {
                return false;
            }
        }
        return true;
    }

    private DataSource recording(DataSource source) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object made = call(method, source, arguments);
            return made instanceof Connection connection ? recording(connection) : made;
        });
    }

    private Connection recording(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                for (String each : ((String) arguments[0]).split(";")) {
                    statements.add(each.replaceAll("\\s+", " ").strip());
                }
            }
            return call(method, connection, arguments);
        });
    }

    private VaultStore recording(VaultStore store) {
        return proxy(VaultStore.class, (proxy, method, arguments) -> {
            used.add(method.getName());
            return call(method, store, arguments);
        });
    }

    private static Object call(Method method, Object on, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(PatientKeyLintTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Calls whatever there is, with and without what is optional. */
    private static void useEverything(VaultStore store) {
        store.addKey(new WrappedKey("epoch", 1, "memory:1", BYTES));
        assertThat(store.keys()).hasSize(1);
        var keys = new WrappedPatientKeys(1, BYTES, BYTES, false);
        assertThat(store.enrol(PATIENT, keys, DAY)).isTrue();
        assertThat(store.patientKeys(PATIENT)).isPresent();
        assertThat(store.everyone(new PatientId(new UUID(0, 0)), 10)).containsExactly(PATIENT);
        assertThat(store.keysBefore(2, new PatientId(new UUID(0, 0)), 10)).hasSize(1);
        store.rewrap(1, List.of(new Rewrapped(PATIENT, keys, keys)));
        assertThat(store.retireEpoch(1)).isFalse();
        store.dropKey("audit", 9);
        writes(store);
        reads(store);
        tokens(store);
        store.purge(PATIENT, false, DAY);
    }

    private static void writes(VaultStore store) {
        for (long version = 1; version <= 2; version++) {
            var row = new NewRow(new RowRef(PATIENT, TOKEN, version), TOKEN, TOKEN, Optional.of(TOKEN), BYTES, BYTES);
            store.write(version, write(List.of(row), List.of()), DAY);
        }
        store.relabel(write(List.of(), List.of(new NewClass(new RowRef(PATIENT, TOKEN, 2), TOKEN))));
        store.putDocument(PATIENT, new SealedDocument(TOKEN, TOKEN, 2, BYTES));
        store.putDirectoryDocument(new SealedDocument(TOKEN, TOKEN, 1, BYTES));
        store.putDirectoryDocument(new SealedDocument(TOKEN, TOKEN, 2, BYTES));
    }

    private static SealedWrite write(List<NewRow> rows, List<NewClass> relabels) {
        boolean first = rows.stream().anyMatch(row -> row.row().version() == 1);
        return new SealedWrite(
                PATIENT,
                1,
                rows,
                relabels,
                List.of(new SealedClass(TOKEN, BYTES)),
                first ? List.of(new SealedDocument(TOKEN, TOKEN, 1, BYTES)) : List.of(),
                List.of(new NewIdentity(TOKEN, "RECORD_NUMBER", true)),
                List.of(TOKEN));
    }

    private static void reads(VaultStore store) {
        assertThat(store.isApplied(1)).isTrue();
        assertThat(store.locate(TOKEN)).isPresent();
        assertThat(store.look(new Glance(Set.of(TOKEN), Set.of(), Set.of(PATIENT)))
                        .row(TOKEN))
                .isPresent();
        assertThat(store.locateVersion(TOKEN, 1)).isPresent();
        assertThat(store.versions(PATIENT, Optional.of(TOKEN), Optional.of(TOKEN), 10))
                .hasSize(2);
        assertThat(store.versions(PATIENT, Optional.empty(), Optional.empty(), 10))
                .hasSize(2);
        for (Optional<Token> type : List.of(Optional.of(TOKEN), Optional.<Token>empty())) {
            var selection = new Selection(PATIENT, type, Set.of(TOKEN));
            assertThat(store.list(selection, Cursor.start(), 10, true)).hasSize(1);
            assertThat(store.list(selection, Cursor.start(), 10, false)).hasSize(1);
            assertThat(store.count(selection)).isEqualTo(1);
        }
        assertThat(store.rowsOfEncounter(PATIENT, TOKEN, 10)).hasSize(1);
        assertThat(store.classes(PATIENT)).hasSize(1);
        assertThat(store.document(PATIENT, TOKEN, 0)).isPresent();
        assertThat(store.directoryDocument(TOKEN, TOKEN)).isPresent();
        assertThat(store.directoryDocuments(TOKEN, new Token(0, 0), 10)).hasSize(1);
        store.deleteDirectoryDocument(TOKEN, TOKEN, 2);
    }

    private static void tokens(VaultStore store) {
        assertThat(store.find(TOKEN)).contains(PATIENT);
        assertThat(store.bind(PATIENT, new Token(3, 4))).isTrue();
        store.unbind(PATIENT, new Token(3, 4));
        store.relate(PATIENT, new Token(5, 6));
        assertThat(store.related(TOKEN, new PatientId(new UUID(0, 0)), 10)).containsExactly(PATIENT);
        store.unrelate(PATIENT, new Token(5, 6));
    }
}
