package org.suwen.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.suwen.postgres.EmbeddedPostgres;
import org.suwen.vault.postgres.PostgresVaultStore;
import org.suwen.vault.postgres.VaultSchema;

/**
 * Writes under load until it is killed, and says on its standard output what it attempts and what was acknowledged; the
 * rows of a write follow from its line, so that the parent can tell what must be there.
 */
final class CrashingWriter {
    static final int ROWS = 25;

    private static final int THREADS = 4;

    private CrashingWriter() {}

    /** Arguments: data folder, password, root key in hex, a name for this run. */
    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]), arguments[1]);
        say("pid " + server.pid());
        ConnectionPool pool = new ConnectionPool(server.jdbcUrl(), server.user(), server.password());
        pool.change(VaultSchema::create);
        Vault vault = vault(pool, arguments[2]);
        AtomicLong entries = new AtomicLong();
        for (int i = 0; i < THREADS; i++) {
            Thread unused = Thread.ofPlatform().start(() -> write(vault, entries, arguments[3]));
        }
        Thread.currentThread().join();
    }

    static Vault vault(ConnectionPool pool, String root) {
        SecureRandom random = new SecureRandom();
        return Vault.open(
                PostgresVaultStore.open(pool),
                new MemoryKeySource(random, HexFormat.of().parseHex(root)),
                new VaultOptions(random, TestVault.CLOCK));
    }

    private static void write(Vault vault, AtomicLong entries, String run) {
        PatientId patient = vault.enrol();
        for (long version = 1; true; version++) {
            long entry = entries.incrementAndGet();
            String line = run + " " + entry + " " + patient + " " + version;
            say("try " + line);
            vault.write(entry, puts(patient, run + "-" + entry, version));
            say("ack " + line);
        }
    }

    /** New rows, and the next version of one row of this patient. */
    static List<Put> puts(PatientId patient, String name, long version) {
        List<Put> puts = new ArrayList<>();
        puts.add(put(patient, "counter-" + patient, version));
        for (int i = 1; i < ROWS; i++) {
            puts.add(put(patient, name + "-" + i, 1));
        }
        return puts;
    }

    private static Put put(PatientId patient, String id, long version) {
        byte[] body = (id + " at " + version).repeat(20).getBytes(UTF_8);
        return new Put(patient, "Row", id, version, new byte[] {1}, new byte[] {2}, body, Optional.empty());
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
