package org.suwen.ledger.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.tokens.TokenMap;

/** Writes an evidence package, file by file, so that a long one needs no memory. */
public final class EvidenceWriter implements AutoCloseable {
    private final ZipOutputStream zip;

    public EvidenceWriter(OutputStream out) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    /** The checkpoint that every receipt of the package must carry. */
    public void checkpoint(Checkpoint checkpoint) throws IOException {
        file("checkpoint", checkpoint.text());
    }

    public void entry(EvidenceEntry entry) throws IOException {
        file(EvidenceEntry.path(entry.index(), "entry"), entry.bytes());
        file(EvidenceEntry.path(entry.index(), "tlog-proof"), entry.proof().text());
        if (entry.disclosure().isPresent()) {
            file(
                    EvidenceEntry.path(entry.index(), "open"),
                    EvidenceEntry.text(entry.disclosure().get()));
        }
    }

    public void completeness(Completeness claim, TokenMap map) throws IOException {
        file(EvidenceVerifier.COMPLETENESS, claim.text());
        file(EvidenceVerifier.TOKEN_MAP, map.text());
    }

    public void file(String path, String text) throws IOException {
        file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public void file(String path, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(path);
        entry.setTime(0); // the archive's own times say nothing
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
