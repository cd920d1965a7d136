package org.suwen.ledger.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.note.NoteVerifier;
import org.suwen.ledger.witness.Policy;

/**
 * What a verifier knows from elsewhere.
 *
 * @param origin the log's name; when empty, that of the first key
 * @param keys keys of the log; with none, nothing says whose log it is
 * @param pinned a checkpoint got earlier; with none, nobody notices an exchanged history
 * @param policy which witnesses must have cosigned; with none, nobody notices that others are shown another history
 */
public record Trust(
        Optional<String> origin, List<NoteVerifier> keys, Optional<Checkpoint> pinned, Optional<Policy> policy) {
    /** No key and no checkpoint. */
    public static final Trust NOTHING = new Trust(Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    public Trust {
        keys = List.copyOf(keys);
    }

    /** Trust in one key, and in the log of its name. */
    public static Trust of(NoteVerifier key) {
        return new Trust(Optional.of(key.name()), List.of(key), Optional.empty(), Optional.empty());
    }

    public Trust withPinned(Checkpoint checkpoint) {
        return new Trust(origin, keys, Optional.of(checkpoint), policy);
    }

    /** The same with a policy, whose logs' keys count as pinned too. */
    public Trust withPolicy(Policy other) {
        List<NoteVerifier> all = new ArrayList<>(keys);
        all.addAll(other.logs());
        return new Trust(origin, all, pinned, Optional.of(other));
    }
}
