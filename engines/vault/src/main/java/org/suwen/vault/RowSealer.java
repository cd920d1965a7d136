package org.suwen.vault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.suwen.vault.VaultStore.NewClass;
import org.suwen.vault.VaultStore.NewIdentity;
import org.suwen.vault.VaultStore.NewRow;
import org.suwen.vault.VaultStore.SealedClass;
import org.suwen.vault.VaultStore.SealedDocument;
import org.suwen.vault.VaultStore.SealedWrite;
import org.suwen.vault.internal.Fields;

/** Turns one patient's write into tokens and sealed bytes, and rows back into clear. */
final class RowSealer {
    private final InstitutionKeys institution;
    private final PatientKeys keys;
    private final Map<String, Token> types = new HashMap<>();
    private final Map<String, Token> encounters = new HashMap<>();
    private final Map<Token, SealedClass> classes = new HashMap<>();

    RowSealer(InstitutionKeys institution, PatientKeys keys) {
        this.institution = institution;
        this.keys = keys;
    }

    SealedWrite seal(Write write) {
        Set<Token> seen = new HashSet<>();
        List<NewRow> rows = new ArrayList<>(write.puts().size());
        for (Put put : write.puts()) {
            rows.add(row(put));
            once(seen, rows.getLast().row().row(), "row");
        }
        List<NewClass> relabels = new ArrayList<>(write.relabels().size());
        for (Relabel relabel : write.relabels()) {
            relabels.add(new NewClass(relabel.row(), classToken(relabel.decisionClass())));
            once(seen, relabel.row().row(), "row");
        }
        List<SealedDocument> documents = new ArrayList<>(write.documents().size());
        for (Document document : write.documents()) {
            documents.add(document(document));
            once(seen, documents.getLast().kind(), "document");
        }
        return new SealedWrite(
                write.patient(),
                keys.epoch(),
                rows,
                relabels,
                List.copyOf(classes.values()),
                documents,
                identities(write.bindings()),
                write.bindings().units().stream()
                        .map(unit -> unitToken(institution, unit))
                        .toList());
    }

    private List<NewIdentity> identities(Bindings bindings) {
        return bindings.identities().stream()
                .map(each -> new NewIdentity(
                        identityToken(institution, each.kind(), each.value()), each.kind(), each.exclusive()))
                .toList();
    }

    static Token identityToken(InstitutionKeys institution, String kind, String value) {
        return institution.tokenOf("identity", Fields.of(kind), Fields.of(Identities.normalise(kind, value)));
    }

    static Token unitToken(InstitutionKeys institution, String unitKey) {
        return institution.tokenOf("unit", Fields.of(unitKey));
    }

    SealedDocument document(Document document) {
        Token kind = documentKind(keys, document.kind());
        byte[] sealed = keys.sealDocument(document.content(), kind, document.version());
        return new SealedDocument(kind, kind, document.version(), sealed);
    }

    static byte[] openHeader(PatientKeys keys, Sealed sealed) {
        return keys.open("header", sealed.header(), context(sealed.row()));
    }

    static byte[] openBody(PatientKeys keys, Sealed sealed) {
        byte[] body = sealed.body();
        return body.length == 0 ? body : keys.open("body", body, context(sealed.row()));
    }

    static Opened open(PatientKeys keys, Sealed sealed) {
        return new Opened(sealed.row(), sealed.classToken(), openHeader(keys, sealed), openBody(keys, sealed));
    }

    static Token rowToken(InstitutionKeys institution, String type, String id) {
        return institution.tokenOf("row", Fields.of(type), Fields.of(id));
    }

    static Token typeToken(PatientKeys keys, String type) {
        return keys.tokenOf("type", Fields.of(type));
    }

    static Token encounterToken(PatientKeys keys, String encounter) {
        return keys.tokenOf("encounter", Fields.of(encounter));
    }

    static Token documentKind(PatientKeys keys, String kind) {
        return keys.tokenOf("document", Fields.of(kind));
    }

    private NewRow row(Put put) {
        RowRef ref = new RowRef(put.patient(), rowToken(institution, put.type(), put.id()), put.version());
        byte[] context = context(ref);
        Token type = types.computeIfAbsent(put.type(), name -> typeToken(keys, name));
        Optional<Token> encounter =
                put.encounter().map(name -> encounters.computeIfAbsent(name, some -> encounterToken(keys, some)));
        return new NewRow(
                ref,
                type,
                classToken(put.decisionClass()),
                encounter,
                keys.seal("header", put.header(), context),
                keys.seal("body", put.body(), context));
    }

    private Token classToken(byte[] decisionClass) {
        Token token = keys.tokenOf("class", decisionClass);
        classes.computeIfAbsent(token, some -> new SealedClass(some, keys.sealClass(decisionClass, some)));
        return token;
    }

    private static void once(Set<Token> seen, Token token, String what) {
        if (!seen.add(token)) {
            throw new IllegalArgumentException("a write names the same `" + what + "` twice; split it");
        }
    }

    /** What a row's parts are bound to, besides patient and part: its token and its version. */
    private static byte[] context(RowRef row) {
        return Fields.join(row.row().bytes(), Fields.of(row.version()));
    }
}
