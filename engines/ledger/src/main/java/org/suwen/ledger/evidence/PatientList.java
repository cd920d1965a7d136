package org.suwen.ledger.evidence;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Disclosure;
import org.suwen.ledger.Disclosure.Salted;
import org.suwen.ledger.Entry;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.LogKeys;
import org.suwen.ledger.TlogProof;
import org.suwen.ledger.tokens.Absence;
import org.suwen.ledger.tokens.TokenMaps;
import org.suwen.ledger.tokens.TokenRuns.Entered;

/** Writes a patient's own list of all operations on his record, with the proof that it is complete (D20). */
public final class PatientList {
    private static final int PAGE = 500;

    private final Ledger ledger;
    private final TokenMaps maps;

    public PatientList(Ledger ledger, TokenMaps maps) {
        this.ledger = ledger;
        this.maps = maps;
    }

    /**
     * Whose list it is.
     *
     * @param keys the patient's log keys
     * @param tokenKey the key behind {@link LogKeys#token}; not copied
     * @param content opens an entry's content part; empty when its key is gone
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Patient(LogKeys keys, byte[] tokenKey, Function<Entry, Optional<Salted>> content) {}

    /**
     * Writes the entries below the map, the map's entry and the proof of completeness.
     *
     * @param signed a checkpoint that covers the map's entry
     * @return how many entries are about the patient
     */
    public long write(EvidenceWriter out, Patient patient, Entered map, Checkpoint signed) throws IOException {
        if (map.entry() >= signed.size()) {
            throw new IllegalArgumentException("the checkpoint does not cover the map at `" + map.entry() + "`");
        }
        out.checkpoint(signed);
        long count = 0;
        long after = -1;
        List<Long> page;
        do {
            page = ledger.ofPatient(patient.keys(), after, PAGE).stream()
                    .filter(index -> index < map.size())
                    .toList();
            for (long index : page) {
                out.entry(disclosed(index, signed, patient.content()));
                count++;
                after = index;
            }
        } while (page.size() == PAGE);
        out.entry(disclosed(map.entry(), signed, entry -> Optional.empty()));
        List<Absence> absences = maps.absences(PatientToken.of(patient.tokenKey(), count + 1), map.size())
                .orElseThrow(() -> new IllegalStateException("the patient has more entries than his list shows"));
        out.completeness(new Completeness(map.entry(), count, patient.tokenKey(), absences), maps.map(map.size()));
        return count;
    }

    private EvidenceEntry disclosed(long index, Checkpoint signed, Function<Entry, Optional<Salted>> content) {
        Entry entry = ledger.entry(index).orElseThrow();
        Disclosure plain = new Disclosure(ledger.openSaltedAccount(entry), content.apply(entry));
        var proof = new TlogProof(new byte[0], index, ledger.inclusion(index, signed.size()), signed);
        return new EvidenceEntry(entry.encode(), proof, Optional.of(plain));
    }
}
