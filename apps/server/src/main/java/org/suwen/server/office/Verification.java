package org.suwen.server.office;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.suwen.decision.Text;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.note.Ed25519Verifier;
import org.suwen.ledger.verify.LedgerReader;
import org.suwen.ledger.verify.LedgerVerifier;
import org.suwen.ledger.verify.Report;
import org.suwen.ledger.verify.Trust;
import org.suwen.ledger.verify.UnreadableLedgerException;
import org.suwen.server.web.Problem;

/** Verifies the ledger for the office, as an outsider would, from what is stored. */
public final class Verification {

    private static final long PATIENCE_MILLIS = 30 * 60 * 1000L;
    private static final long STEP = 1_000;

    private final Ledger ledger;
    private final Supplier<LedgerReader> readers;
    private final Ed25519Verifier key;
    private final Semaphore oneAtATime = new Semaphore(1);

    /** Checks {@code ledger} through fresh {@code readers} against its key. */
    public Verification(Ledger ledger, Supplier<LedgerReader> readers, Ed25519Verifier key) {
        this.ledger = ledger;
        this.readers = readers;
        this.key = key;
    }

    /** The ledger's current state. */
    public record Head(
            String origin, long size, String root, String checkpoint, String key, Optional<Instant> signedAt) {}

    /** The current checkpoint and key. */
    Head head() {
        Checkpoint checkpoint = ledger.checkpoint();
        return new Head(
                checkpoint.origin(),
                checkpoint.size(),
                checkpoint.root().toString(),
                checkpoint.text(),
                key.toString(),
                ledger.status().signedAt());
    }

    /** How far a verification is. */
    public record Progress(long checked, long size, String state, OptionalLong position, Optional<Text> message) {}

    /** Starts a verification whose progress goes to the emitter. */
    SseEmitter start() {
        if (!oneAtATime.tryAcquire()) {
            throw Problem.busy();
        }
        var emitter = new SseEmitter(PATIENCE_MILLIS);
        Thread.ofVirtual().name("office-verify").start(() -> {
            try {
                run(emitter);
            } finally {
                oneAtATime.release();
            }
        });
        return emitter;
    }

    private void run(SseEmitter emitter) {
        long size = ledger.checkpoint().size();
        try {
            Report report = new LedgerVerifier(readers.get(), Trust.of(key)).verify(checked -> {
                if (checked % STEP == 0) {
                    send(emitter, new Progress(checked, size, "RUNNING", OptionalLong.empty(), Optional.empty()));
                }
            });
            send(emitter, verdict(report, size));
        } catch (UnreadableLedgerException unreadable) {
            var message = new Text("账本无法读取，请检查数据库。", "the ledger can't be read; check the database");
            send(emitter, new Progress(0, size, "BROKEN", OptionalLong.empty(), Optional.of(message)));
        }
        emitter.complete();
    }

    private static Progress verdict(Report report, long size) {
        long checked = report.head().map(head -> head.size()).orElse(size);
        if (report.broken().isPresent()) {
            Report.Break broken = report.broken().get();
            String where =
                    broken.position().isPresent() ? "第 " + broken.position().getAsLong() + " 条" : "位置不明";
            var message = new Text("账本与签名不符：" + where + "。请勿改动数据库，通知审计人员。", broken.message());
            return new Progress(checked, size, "BROKEN", broken.position(), Optional.of(message));
        }
        var message = new Text("全部条目与签名一致。", "every entry agrees with the signed tree");
        return new Progress(checked, checked, "OK", OptionalLong.empty(), Optional.of(message));
    }

    private static void send(SseEmitter emitter, Progress progress) {
        try {
            emitter.send(SseEmitter.event().data(progress));
        } catch (IOException | IllegalStateException gone) {
            emitter.complete();
        }
    }
}
