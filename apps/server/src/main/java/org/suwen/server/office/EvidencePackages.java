package org.suwen.server.office;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.suwen.decision.Rulebook;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Disclosure;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.TlogProof;
import org.suwen.ledger.evidence.EvidenceEntry;
import org.suwen.ledger.evidence.EvidenceWriter;
import org.suwen.ledger.evidence.Manifest;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Caller;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Journal;
import org.suwen.server.auditevent.AuditEvents;
import org.suwen.server.proof.Covering;
import org.suwen.server.proof.TimeStamps;
import org.suwen.server.proof.Witnessing;
import org.suwen.server.trace.Trace;
import org.suwen.server.web.Problem;
import org.suwen.vault.PatientId;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evidence for a dispute or an inspector: chosen entries with their disclosed texts, the decisions explained, the rules and
 * the consent texts, FHIR AuditEvents and a readable page, all named in a manifest that the ledger itself vouches for.
 */
public final class EvidencePackages {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Parts parts;
    private final EvidencePage page;

    /** What packages are made from. */
    public record Parts(
            Ledger ledger,
            Trace trace,
            Explanations explanations,
            Journal journal,
            Asks asks,
            Witnessing witnessing,
            TimeStamps timeStamps,
            Texts texts) {}

    /**
     * What was in force.
     *
     * @param agreement the consent texts
     */
    public record Texts(Rulebook rulebook, String agreement, String policy) {}

    /** Who orders a package and why. */
    public record Order(Caller by, String reason, SortedSet<Long> entries) {}

    /** Packages from these parts. */
    public EvidencePackages(Parts parts, EvidencePage page) {
        this.parts = parts;
        this.page = page;
    }

    /** A package ready to be written: its own entry stands, and a checkpoint covers it. */
    public record Ready(
            List<Trace.Opened> entries,
            SortedMap<String, byte[]> documents,
            long own,
            Checkpoint signed,
            Optional<byte[]> timeStamp) {}

    /** Gathers the documents and enters what is about to be handed out. */
    Ready prepare(Order order) {
        List<Trace.Opened> entries = new ArrayList<>();
        for (long index : order.entries()) {
            entries.add(parts.trace().entry(index).orElseThrow(Problem::notFound));
        }
        SortedMap<String, byte[]> documents = documents(order, entries);
        byte[] hash = Manifest.sha256(Manifest.text(documents).getBytes(StandardCharsets.UTF_8));
        AccountPart account = AccountPart.of(
                parts.ledger().now(),
                order.by(),
                new Act(Manifest.OPERATION, "AUDIT", hash, order.reason()),
                new Verdict(Outcome.DONE, "DUTY", List.of(), List.of("AUD-07"), ""),
                Optional.empty());
        long own = parts.journal()
                .institutional(EntryType.EXPORT, parts.asks().newId(), account)
                .index();
        Checkpoint signed = new Covering(parts.ledger(), parts.witnessing()).of(own);
        return new Ready(entries, documents, own, signed, stamp(signed));
    }

    /** A package that should carry a time stamp is not handed out without one. */
    private Optional<byte[]> stamp(Checkpoint signed) {
        try {
            return parts.timeStamps().stamp(Manifest.sha256(utf8(signed.text())));
        } catch (IOException unreachable) {
            throw new UncheckedIOException("no time stamp could be got for an evidence package", unreachable);
        }
    }

    private SortedMap<String, byte[]> documents(Order order, List<Trace.Opened> entries) {
        List<Explanations.Full> full =
                entries.stream().map(parts.explanations()::full).toList();
        SortedMap<String, byte[]> documents = new TreeMap<>();
        documents.put(
                "documents/decisions.json",
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(full).getBytes(StandardCharsets.UTF_8));
        documents.put(
                "documents/audit-events.json", new AuditEvents(parts.ledger().origin()).collection(entries));
        documents.put("documents/readable.html", utf8(page.text(parts.ledger().origin(), order.reason(), full)));
        documents.put("documents/readable.pdf", page.paper(parts.ledger().origin(), order.reason(), full));
        documents.put(
                "documents/rulebook-" + parts.texts().rulebook().version() + ".txt",
                utf8(parts.texts().rulebook().canonicalText()));
        documents.put("documents/consent-texts.yaml", utf8(parts.texts().agreement()));
        return documents;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes the package. */
    void write(Ready ready, OutputStream out) throws IOException {
        try (var writer = new EvidenceWriter(out)) {
            writer.checkpoint(ready.signed());
            writer.file("policy", parts.texts().policy());
            if (ready.timeStamp().isPresent()) {
                writer.file("timestamp.tst", ready.timeStamp().get());
            }
            writer.file("manifest", Manifest.text(ready.documents()));
            for (var document : ready.documents().entrySet()) {
                writer.file(document.getKey(), document.getValue());
            }
            for (Trace.Opened entry : ready.entries()) {
                writer.entry(evidence(entry, ready.signed()));
            }
            if (ready.entries().stream().noneMatch(entry -> entry.index() == ready.own())) {
                writer.entry(evidence(parts.trace().entry(ready.own()).orElseThrow(), ready.signed()));
            }
        }
    }

    private EvidenceEntry evidence(Trace.Opened opened, Checkpoint signed) {
        Optional<Disclosure.Salted> content = opened.account()
                .patient()
                .flatMap(patient -> parts.trace().saltedContent(opened.entry(), new PatientId(patient)));
        var plain = new Disclosure(parts.ledger().openSaltedAccount(opened.entry()), content);
        var inclusion = parts.ledger().inclusion(opened.index(), signed.size());
        return new EvidenceEntry(
                opened.entry().encode(),
                new TlogProof(new byte[0], opened.index(), inclusion, signed),
                Optional.of(plain));
    }
}
