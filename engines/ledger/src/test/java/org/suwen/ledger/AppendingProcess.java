package org.suwen.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;

/** A process that appends until it is killed, and prints what was acknowledged. */
public final class AppendingProcess {
    private AppendingProcess() {}

    public static void main(String[] arguments) throws Exception {
        HikariDataSource source = TestLedger.pool(arguments[0], arguments[1], arguments[2]);
        Ledger ledger = Ledger.open(TestLedger.config(source));
        UUID patient = UUID.fromString(arguments[3]);
        System.out.println("open " + ledger.status().head().size());
        LedgerTest.inParallel(16, caller -> {
            while (true) {
                Draft draft = caller % 2 == 0 ? TestLedger.plain(UUID.randomUUID()) : TestLedger.read(patient, 0);
                long index = ledger.append(draft).index();
                synchronized (System.out) {
                    System.out.println("ack " + draft.request() + " " + index);
                    System.out.flush();
                }
            }
        });
    }
}
