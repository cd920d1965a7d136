package org.suwen.cli.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.suwen.ledger.evidence.Manifest;
import org.suwen.ledger.evidence.PackageFiles;
import org.suwen.ledger.note.InvalidNoteException;
import org.suwen.ledger.note.NoteVerifier;
import org.suwen.ledger.note.SignedNote;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks the certificate of erasure in a package: that its note is over this very certificate, and signed by the ledger's
 * key where one is pinned. That the ledger vouches for both is the evidence verifier's matter.
 */
final class ErasureCheck {

    private static final String PATH = "documents/erasure-certificate.json";
    private static final String NOTE = "documents/erasure-certificate.note";
    private static final String KIND = "suwen.org/erasure-certificate/v1";
    private static final JsonMapper JSON = JsonMapper.shared();

    private ErasureCheck() {}

    /** What came of it: whether it holds, and the lines to print. */
    record Result(boolean sound, List<String> lines) {}

    /** The check of the package's certificate; nothing when it holds none. */
    static Optional<Result> of(PackageFiles files, List<? extends NoteVerifier> keys) {
        return files.file(PATH).map(json -> {
            try {
                return check(json, files.file(NOTE).orElse(new byte[0]), keys);
            } catch (InvalidNoteException | JacksonException malformed) {
                return broken("its form can't be read, or its note is not signed by the pinned key");
            }
        });
    }

    private static Result check(byte[] json, byte[] noteBytes, List<? extends NoteVerifier> keys) {
        SignedNote note = SignedNote.parse(new String(noteBytes, StandardCharsets.UTF_8));
        String[] lines = note.text().split("\n", -1);
        String hash = HexFormat.of().formatHex(Manifest.sha256(json));
        if (lines.length != 4 || !lines[0].equals(KIND) || !lines[2].equals(hash)) {
            return broken("its note is over another certificate");
        }
        if (!keys.isEmpty()) {
            var unused = note.verify(keys);
        }
        JsonNode body = JSON.readTree(json);
        if (body.path("attemptsToRead").isEmpty() || readable(body)) {
            return broken("it names no attempt to read, or one that succeeded");
        }
        List<String> said = new ArrayList<>();
        said.add("certificate of erasure: patient " + body.path("patient").asString("") + " of "
                + body.path("institution").asString("") + ", issued "
                + body.path("issuedAt").asString(""));
        said.add("  " + body.path("attemptsToRead").size() + " attempts to read failed; "
                + (keys.isEmpty() ? "signature not checked: no key is pinned" : "signed by the pinned key"));
        said.add("  key source: " + body.path("keySource").path("id").asString("") + " ("
                + body.path("keySource").path("custody").asString("") + ")");
        for (JsonNode each : body.path("cannotExclude")) {
            said.add("  it can't exclude " + each.asString(""));
        }
        body.path("externalCopies").forEach(each -> said.add("  outside Suwen: " + each.asString("")));
        return new Result(true, said);
    }

    private static boolean readable(JsonNode body) {
        for (JsonNode each : body.path("attemptsToRead")) {
            if (each.path("readable").asBoolean(true)) {
                return true;
            }
        }
        return false;
    }

    private static Result broken(String why) {
        return new Result(false, List.of("certificate of erasure: broken: " + why));
    }
}
