package org.suwen.server.erasure;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.evidence.Manifest;
import org.suwen.ledger.note.CheckpointSigner;
import org.suwen.ledger.note.SignedNote;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Caller;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Journal;
import org.suwen.vault.EpochRenewal;
import org.suwen.vault.KeyHome;
import tools.jackson.databind.json.JsonMapper;

/**
 * Certificates of erasure: what was destroyed, how it was tried to read it, and what the certificate can't exclude.
 *
 * <p>A certificate is JSON, signed by a C2SP note of the ledger's key over its SHA-256, and the manifest of both stands in
 * an entry of the ledger. It speaks for copies under Suwen and is no reliable electronic signature in the law's sense.
 */
public final class Certificates {

    /** First line of the signed note. */
    public static final String KIND = "suwen.org/erasure-certificate/v1";

    /** The certificate in an evidence package. */
    static final String PATH = "documents/erasure-certificate.json";

    /** Its signed note there. */
    static final String NOTE_PATH = "documents/erasure-certificate.note";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Journal journal;
    private final Asks asks;
    private final Rim rim;

    /**
     * Who signs, for whom, and when.
     *
     * @param external copies that are known to lie outside, by name
     */
    public record Rim(Institution institution, CheckpointSigner signer, Clock clock, List<String> external) {
        /** Copies the list. */
        public Rim {
            external = List.copyOf(external);
        }
    }

    /** Certificates entered by {@code journal}. */
    public Certificates(Journal journal, Asks asks, Rim rim) {
        this.journal = journal;
        this.asks = asks;
        this.rim = rim;
    }

    Erasure.Proof issue(Erasure erasure, Erasure.Tried tried, EpochRenewal renewal, KeyHome home) {
        String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body(erasure, tried, renewal, home));
        String hash = HexFormat.of().formatHex(Journal.sha256(bytes(json)));
        String text = KIND + "\n" + rim.institution().code() + "\n" + hash + "\n";
        String note = SignedNote.sign(text, List.of(rim.signer())).toString();
        byte[] manifest = Manifest.sha256(bytes(Manifest.text(documents(json, note))));
        UUID patient = UUID.fromString(erasure.patient());
        var account = AccountPart.of(
                rim.clock().instant(),
                Caller.of("suwen", "SYSTEM", rim.institution().code(), ""),
                new Act(Manifest.ERASURE, "OPERATIONS", manifest, erasure.id()),
                new Verdict(Outcome.DONE, "DUTY", List.of(), List.of("DES-02", "DES-15", "DES-16"), erasure.id()),
                Optional.of(patient));
        long entry =
                journal.institutional(EntryType.EXPORT, asks.newId(), account).index();
        return new Erasure.Proof(json, note, entry);
    }

    /** The documents of a certificate's package by path. */
    static SortedMap<String, byte[]> documents(String json, String note) {
        SortedMap<String, byte[]> documents = new TreeMap<>();
        documents.put(PATH, bytes(json));
        documents.put(NOTE_PATH, bytes(note));
        return documents;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Object> body(Erasure erasure, Erasure.Tried tried, EpochRenewal renewal, KeyHome home) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", KIND);
        body.put("erasure", erasure.id());
        body.put("patient", erasure.patient());
        body.put("institution", rim.institution().code());
        body.put("method", "KEY_DESTRUCTION");
        body.put("rules", List.of("DES-02", "DES-04", "DES-15", "DES-16", "DES-20", "DES-24", "RGT-13"));
        body.put("askedBy", person(erasure.first()));
        body.put("confirmedBy", erasure.second().map(Certificates::person).orElse(Map.of()));
        body.put("beganAtEntry", erasure.began());
        body.put("issuedAt", rim.clock().instant().toString());
        body.put(
                "keySource",
                Map.of("id", home.source(), "custody", home.custody().name()));
        body.put("destroyed", destroyed(erasure, renewal));
        body.put("attemptsToRead", tried.tries());
        body.put("speaksFor", "copies under Suwen: its tables, index, caches and backups");
        body.put("externalCopies", rim.external());
        body.put("cannotExclude", cannotExclude(home));
        body.put("remains", "who handled the data, when and why: the account parts of the ledger's entries");
        return body;
    }

    private static Map<String, Object> person(Erasure.Signed signed) {
        return Map.of("account", signed.account(), "at", signed.at().toString());
    }

    private static List<Object> destroyed(Erasure erasure, EpochRenewal renewal) {
        List<Object> destroyed = new ArrayList<>();
        destroyed.add("the patient's record key and ledger key");
        destroyed.add("rows, their history, decision classes, documents, identities, care lists");
        destroyed.add("the keys of epochs " + renewal.ended() + " in the key source; `" + renewal.rewrapped()
                + "` living patients' keys were wrapped anew under epoch " + renewal.epoch());
        erasure.cleared().forEach(each -> destroyed.add(each.place() + ": " + each.count()));
        return destroyed;
    }

    private static List<String> cannotExclude(KeyHome home) {
        List<String> open = new ArrayList<>();
        switch (home.custody()) {
            case FILE ->
                open.add(
                        "that somebody copied the key folder with its passphrase and a backup before: keys in files can"
                                + " be copied");
            case SOFTWARE_TOKEN ->
                open.add("that somebody copied the token's files before: a software token can be copied");
            case SERVICE -> open.add("what the key service's operator keeps of a destroyed key");
            case MEMORY, DEVICE -> open.add("a fault of the device's own");
        }
        open.add("what was released before, lawfully and on record: answers, exports, prints");
        open.add("traces in the memory of this process until it is used again");
        return open;
    }
}
