package org.suwen.ledger.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.ContentPart;
import org.suwen.ledger.verify.Said;

/** Checks a package's documents: against the ledger's entry of the export, and rulebooks against what decisions cite. */
final class DocumentCheck {
    private final PackageFiles files;
    private final List<EvidenceVerifier.Shown> shown;
    private final SortedMap<String, byte[]> documents;

    DocumentCheck(PackageFiles files, List<EvidenceVerifier.Shown> shown) {
        this.files = files;
        this.shown = shown;
        this.documents = Manifest.documents(files);
    }

    SortedMap<String, byte[]> documents() {
        return documents;
    }

    /** The entry that vouches for the documents, or what is wrong; nothing when there are none. */
    Optional<Said> wrong() {
        if (documents.isEmpty()) {
            return Optional.empty();
        }
        if (!Manifest.text(documents).equals(manifest())) {
            return Optional.of(new Said(
                    "the documents are not those of the manifest: one was changed, added or left out",
                    "随附文件与清单（manifest）不符：有文件被改动、增加或略去"));
        }
        if (voucher().isEmpty()) {
            return Optional.of(
                    new Said("no entry of the ledger in this package vouches for the manifest", "包内没有账本记录为文件清单作证"));
        }
        return Optional.empty();
    }

    private String manifest() {
        return files.file(Manifest.PATH)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    private Optional<EvidenceVerifier.Shown> voucher() {
        byte[] hash = Manifest.sha256(manifest().getBytes(StandardCharsets.UTF_8));
        return shown.stream()
                .filter(each -> each.entry().type() == EntryType.EXPORT)
                .filter(each -> {
                    AccountPart account =
                            AccountPart.decode(each.disclosure().account().plain());
                    String operation = account.act().operation();
                    return (operation.equals(Manifest.OPERATION) || operation.equals(Manifest.ERASURE))
                            && Arrays.equals(account.act().writeIntent(), hash);
                })
                .findFirst();
    }

    void sum(List<Said> checked, List<Said> unchecked) {
        voucher()
                .ifPresent(entry -> checked.add(new Said(
                        "`" + documents.size() + "` documents, which are those that entry `" + entry.index()
                                + "` says were handed out",
                        "`" + documents.size() + "` 份随附文件，与账本第 `" + entry.index() + "` 条所记交付内容一致")));
        TreeSet<String> cited = new TreeSet<>();
        shown.forEach(each -> rulebook(each).ifPresent(cited::add));
        for (String hash : cited) {
            boolean here = Optional.ofNullable(documents.get(path(hash)))
                    .filter(text ->
                            HexFormat.of().formatHex(Manifest.sha256(text)).equals(hash))
                    .isPresent();
            (here ? checked : unchecked)
                    .add(new Said(
                            "the rules of version `" + hash.substring(0, 12) + "…` that decisions cite"
                                    + (here ? ", by their hash" : ": their text is not in the package"),
                            "判定所依据的规则版本 `" + hash.substring(0, 12) + "…`" + (here ? "，按哈希核对" : "：包内没有其文本")));
        }
    }

    static String path(String rulebookHash) {
        return Manifest.FOLDER + "rulebook-" + rulebookHash + ".txt";
    }

    private static Optional<String> rulebook(EvidenceVerifier.Shown shown) {
        try {
            return shown.disclosure()
                    .content()
                    .map(part -> ContentPart.decode(part.plain()).basis().rulebook())
                    .filter(hash -> hash.length > 0)
                    .map(HexFormat.of()::formatHex);
        } catch (IllegalArgumentException unknownForm) {
            return Optional.empty();
        }
    }
}
