package org.suwen.ledger.evidence;

import java.util.List;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.note.InvalidNoteException;
import org.suwen.ledger.verify.Said;
import org.suwen.ledger.verify.Trust;

/** Reads a checkpoint as far as one's trust goes, and says how far that is. */
final class CheckpointCheck {
    private final Trust trust;
    private final List<Said> checked;
    private final List<Said> unchecked;

    CheckpointCheck(Trust trust, List<Said> checked, List<Said> unchecked) {
        this.trust = trust;
        this.checked = checked;
        this.unchecked = unchecked;
    }

    /** Throws {@link InvalidNoteException} when it is not valid. */
    Checkpoint read(String note) {
        Checkpoint claimed = Checkpoint.unverified(note);
        String origin = trust.origin().orElse(claimed.origin());
        if (!claimed.origin().equals(origin)) {
            throw new InvalidNoteException("the log is `" + claimed.origin() + "` and not `" + origin + "`");
        }
        if (trust.keys().isEmpty()) {
            unchecked.add(new Said("the checkpoint's signature: no key is pinned", "检查点的签名：未指定公钥"));
            return claimed;
        }
        Checkpoint signed = Checkpoint.verified(note, origin, trust.keys());
        checked.add(new Said(
                "the checkpoint of `" + origin + "` is signed by the pinned key", "账本 `" + origin + "` 的检查点由指定的公钥签名"));
        return signed;
    }
}
