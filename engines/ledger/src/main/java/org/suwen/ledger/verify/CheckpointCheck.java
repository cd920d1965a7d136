package org.suwen.ledger.verify;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.note.InvalidNoteException;
import org.suwen.ledger.note.NoteVerifier;

/** Reads a checkpoint as far as one's trust goes, and says how far that is. */
public final class CheckpointCheck {
    private final Trust trust;
    private final List<Said> checked;
    private final List<Said> unchecked;

    /** A check that adds what it has looked at, and what not, to these lists. */
    public CheckpointCheck(Trust trust, List<Said> checked, List<Said> unchecked) {
        this.trust = trust;
        this.checked = checked;
        this.unchecked = unchecked;
    }

    /**
     * Reads a checkpoint.
     *
     * @throws InvalidNoteException when it is not what the pinned keys and the policy ask for
     */
    public Checkpoint read(String note) {
        Checkpoint claimed = Checkpoint.unverified(note);
        String origin = trust.origin().orElse(claimed.origin());
        if (!claimed.origin().equals(origin)) {
            throw new InvalidNoteException("the log is `" + claimed.origin() + "` and not `" + origin + "`");
        }
        if (trust.keys().isEmpty()) {
            unchecked.add(new Said("the checkpoint's signature: no key is pinned", "检查点的签名：未指定公钥"));
        } else {
            List<NoteVerifier> own = trust.keys().stream()
                    .filter(key -> key.name().equals(origin)) // a key speaks for the log of its name alone
                    .toList();
            int good = claimed.note().verify(own).size();
            String of = own.size() > 1 ? " (" + good + "/" + own.size() + ")" : "";
            checked.add(new Said(
                    "the checkpoint of `" + origin + "` is signed by the pinned key" + of,
                    "账本 `" + origin + "` 的检查点由指定的公钥签名" + of));
        }
        witnesses(claimed);
        return claimed;
    }

    private void witnesses(Checkpoint checkpoint) {
        if (trust.policy().isEmpty()) {
            unchecked.add(new Said("witnesses: no policy says who must have cosigned", "见证方联署：未提供说明须由谁联署的策略文件"));
            return;
        }
        Set<String> cosigners = new TreeSet<>(trust.policy().get().require(checkpoint.note()));
        checked.add(new Said(
                "the witnesses " + cosigners + " have cosigned, which is what the policy asks for",
                "见证方 " + cosigners + " 已联署，满足策略要求"));
    }
}
