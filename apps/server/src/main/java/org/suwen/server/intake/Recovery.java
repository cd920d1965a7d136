package org.suwen.server.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.ledger.Entry;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.part.AccountPart;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Journal;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;
import org.suwen.vault.PatientId;
import org.suwen.vault.Vault;

/**
 * Settles, before serving, write intents that a crash left without their data (D16): the ledger gets an entry that says
 * so, once, and the submission may be sent again.
 */
public final class Recovery {

    private static final DocumentKey WATERMARK = new DocumentKey("recovery", "watermark");
    private static final int PAGE = 1_000;

    private final Vault vault;
    private final Ledger ledger;
    private final Journal journal;
    private final DirectoryDocuments documents;
    private final Asks asks;

    /** Recovery over vault and ledger; {@code documents} remembers how far it came. */
    public Recovery(Vault vault, Ledger ledger, Journal journal, DirectoryDocuments documents, Asks asks) {
        this.vault = vault;
        this.ledger = ledger;
        this.journal = journal;
        this.documents = documents;
        this.asks = asks;
    }

    /** Settles what is open; returns how many intents were abandoned. */
    public int run() {
        return run(ledger.status().head().size());
    }

    /** Settles what is open among the first {@code limit} entries; returns how many intents were abandoned. */
    public int run(long limit) {
        Optional<VersionedBytes> known = documents.get(WATERMARK);
        long from = known.map(each -> java.nio.ByteBuffer.wrap(each.value()).getLong())
                .orElse(0L);
        int abandoned = settle(from, limit);
        byte[] mark = java.nio.ByteBuffer.allocate(Long.BYTES).putLong(limit).array();
        documents.put(WATERMARK, known.map(VersionedBytes::version).orElse(0L), mark);
        return abandoned;
    }

    /** Settles the intents from one entry up to another, as after a restore that did not bring all data back. */
    public int settle(long from, long limit) {
        List<Long> open = new ArrayList<>();
        Set<Long> settled = new HashSet<>();
        long size = ledger.status().head().size();
        for (long at = from; at < size; at += PAGE) {
            List<Entry> entries = ledger.entriesFrom(at, (int) Math.min(PAGE, size - at));
            for (int each = 0; each < entries.size(); each++) {
                look(at + each, entries.get(each), open, settled);
            }
        }
        open.removeIf(each -> each >= limit || settled.contains(each));
        open.forEach(this::abandon);
        return open.size();
    }

    private void look(long index, Entry entry, List<Long> open, Set<Long> settled) {
        if (entry.type() == EntryType.WRITE && !vault.isApplied(index)) {
            open.add(index);
        } else if (entry.type() == EntryType.ABANDONED) {
            settled.add(Long.parseLong(account(entry).act().reference()));
        }
    }

    private void abandon(long index) {
        Entry entry = ledger.entry(index).orElseThrow();
        PatientId patient = new PatientId(account(entry).patient().orElseThrow());
        journal.abandoned(asks.newId(), patient, index);
    }

    private AccountPart account(Entry entry) {
        return AccountPart.decode(ledger.openAccount(entry));
    }
}
