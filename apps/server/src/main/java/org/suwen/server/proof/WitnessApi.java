package org.suwen.server.proof;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.note.NoteVerifier;
import org.suwen.server.web.Problem;

/** What witnesses say of the ledger, and all keys that sign it, for anybody. */
@RestController
@RequestMapping("/ledger")
public class WitnessApi {

    private final Witnessing witnessing;
    private final List<NoteVerifier> keys;

    /** The interface of {@code witnessing}; {@code keys} sign each checkpoint. */
    public WitnessApi(Witnessing witnessing, List<NoteVerifier> keys) {
        this.witnessing = witnessing;
        this.keys = List.copyOf(keys);
    }

    /** The last checkpoint that enough witnesses cosigned, with their cosignatures. */
    @GetMapping(path = "/cosigned", produces = "text/plain;charset=UTF-8")
    public String cosigned() {
        return witnessing.cosigned().map(Checkpoint::text).orElseThrow(Problem::notFound);
    }

    /** Every key that signs checkpoints, a line each; an outsider pins those handed over by other means. */
    @GetMapping(path = "/keys", produces = "text/plain;charset=UTF-8")
    public String keys() {
        var text = new StringBuilder();
        keys.forEach(key -> text.append(key).append('\n'));
        return text.toString();
    }

    /** A page that checks packages in the browser without any network; to be saved and used offline. */
    @GetMapping("/verifier")
    public ResponseEntity<Resource> verifier() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"suwen-verify.html\"")
                .body(new ClassPathResource("verifier/verify.html"));
    }

    /** By witness, what is wrong with it, or with this ledger in its eyes; empty when all is well. */
    @GetMapping("/witnesses")
    public Map<String, String> troubles() {
        return witnessing.troubles();
    }
}
