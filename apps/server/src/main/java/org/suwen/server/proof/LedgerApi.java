package org.suwen.server.proof;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.TlogProof;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.TilePath;
import org.suwen.server.web.Problem;

/** What anybody may fetch to check the ledger, without an account; sealed entry bundles only where configured (D19). */
@RestController
@RequestMapping("/ledger")
public class LedgerApi {

    private final Ledger ledger;
    private final String key;
    private final boolean entriesPublic;

    /**
     * The public face of {@code ledger}.
     *
     * @param key the log's public key as {@code name+hash+base64}
     * @param entriesPublic whether sealed entry bundles are given to anybody; in {@code demo}, for mirrors and auditors
     */
    public LedgerApi(Ledger ledger, String key, boolean entriesPublic) {
        this.ledger = ledger;
        this.key = key;
        this.entriesPublic = entriesPublic;
    }

    /** The latest signed checkpoint. */
    @GetMapping(path = "/checkpoint", produces = "text/plain;charset=UTF-8")
    public String checkpoint() {
        return ledger.checkpoint().text();
    }

    /** The public key; an outsider pins the one handed over by other means. */
    @GetMapping(path = "/key", produces = "text/plain;charset=UTF-8")
    public String key() {
        return key + "\n";
    }

    /** A tile of hashes, or a bundle of sealed entries. */
    @GetMapping("/tile/**")
    public ResponseEntity<byte[]> tile(HttpServletRequest request) {
        String path = request.getRequestURI().substring("/ledger/".length());
        TilePath tile = TilePath.parse(path).orElseThrow(Problem::notFound);
        if (tile.isEntries() && !entriesPublic) {
            throw Problem.notFound();
        }
        try {
            byte[] body = tile.isEntries()
                    ? ledger.entries(tile.index(), tile.width())
                    : ledger.tile(tile.level(), tile.index(), tile.width());
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .body(body);
        } catch (IllegalArgumentException outside) {
            throw Problem.notFound();
        }
    }

    /** The receipt of an entry, once a checkpoint covers it (C2SP tlog-proof). */
    @GetMapping(path = "/proof/{index}", produces = "text/plain;charset=UTF-8")
    public String receipt(@PathVariable("index") long index) {
        try {
            return ledger.receipt(index).map(TlogProof::text).orElseThrow(Problem::notFound);
        } catch (IllegalArgumentException outside) {
            throw Problem.notFound();
        }
    }

    /** Hashes of a consistency proof between two sizes. */
    @GetMapping(path = "/consistency", produces = "text/plain;charset=UTF-8")
    public String consistency(@RequestParam("from") long from, @RequestParam("to") long to) {
        try {
            List<Hash> hashes = ledger.consistency(from, to).hashes();
            var text = new StringBuilder();
            hashes.forEach(hash -> text.append(Base64.getEncoder().encodeToString(hash.bytes()))
                    .append('\n'));
            return text.toString();
        } catch (IllegalArgumentException outside) {
            throw Problem.badRequest("检查点大小超出范围", "`from` and `to` are sizes of this ledger, `from` ≤ `to`");
        }
    }
}
