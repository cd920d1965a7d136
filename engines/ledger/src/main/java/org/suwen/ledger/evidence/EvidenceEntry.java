package org.suwen.ledger.evidence;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.suwen.ledger.Disclosure;
import org.suwen.ledger.Disclosure.Salted;
import org.suwen.ledger.TlogProof;
import org.suwen.ledger.note.Base64Text;

/**
 * One entry in a package: its bytes, its receipt, and its plain parts where they are disclosed.
 *
 * @param bytes the entry's bytes; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EvidenceEntry(byte[] bytes, TlogProof proof, Optional<Disclosure> disclosure) {
    private static final String FIRST_LINE = "suwen.org/disclosure@v1";

    public long index() {
        return proof.index();
    }

    /** The path of an entry's file of a kind: {@code entry}, {@code tlog-proof} or {@code open}. */
    static String path(long index, String kind) {
        return "entries/" + index + "." + kind;
    }

    /** The text form of what is disclosed: a line with salt and bytes, in base64, for each part. */
    static String text(Disclosure disclosure) {
        StringBuilder text = new StringBuilder(FIRST_LINE + "\n");
        text.append(line("account", disclosure.account()));
        disclosure.content().ifPresent(content -> text.append(line("content", content)));
        return text.toString();
    }

    private static String line(String name, Salted part) {
        return name + " " + Base64Text.encode(part.salt()) + " " + Base64Text.encode(part.plain()) + "\n";
    }

    /** The entry of a package at this index; its proof is not checked here. */
    static EvidenceEntry read(PackageFiles files, long index) {
        TlogProof proof = TlogProof.parse(files.requiredText(path(index, "tlog-proof")));
        if (proof.index() != index) {
            throw new MalformedEvidenceException("the receipt of entry `" + index + "` is of another one");
        }
        Optional<Disclosure> disclosure =
                files.file(path(index, "open")).map(bytes -> parse(new String(bytes, StandardCharsets.UTF_8)));
        return new EvidenceEntry(files.required(path(index, "entry")), proof, disclosure);
    }

    private static Disclosure parse(String text) {
        List<String> lines = List.of(text.split("\n", 5));
        boolean fits = lines.get(0).equals(FIRST_LINE) && lines.size() >= 3 && lines.size() <= 4;
        if (!fits || !lines.getLast().isEmpty()) {
            throw new MalformedEvidenceException("a disclosure has one line for each part");
        }
        Optional<Salted> content = lines.size() == 4 ? Optional.of(part("content", lines.get(2))) : Optional.empty();
        return new Disclosure(part("account", lines.get(1)), content);
    }

    private static Salted part(String name, String line) {
        String[] words = line.split(" ", -1);
        byte[] salt = words.length == 3 ? Base64Text.decode(words[1]) : new byte[0];
        if (salt.length != Disclosure.SALT_BYTES || !words[0].equals(name)) {
            throw new MalformedEvidenceException("a disclosed part is `" + name + "`, its salt and its bytes");
        }
        return new Salted(salt, Base64Text.decode(words[2]));
    }
}
