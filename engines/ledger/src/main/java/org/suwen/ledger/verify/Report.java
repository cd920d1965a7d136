package org.suwen.ledger.verify;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.suwen.ledger.merkle.TreeHead;

/**
 * What a check of a ledger found, in plain words.
 *
 * @param head the tree that the checkpoint claims
 * @param checked what was looked at and is right
 * @param unchecked what was not looked at, and why
 */
public record Report(
        State state, Optional<TreeHead> head, List<String> checked, List<String> unchecked, Optional<Break> broken) {
    /** The result in one word. */
    public enum State {
        /** All that was looked at is right, and it is tied to a key or checkpoint known from elsewhere. */
        VERIFIED,
        /** All fits together, but nothing known from elsewhere says that it is the true ledger (D22). */
        SELF_CONSISTENT_ONLY,
        /** Something is not as it was signed. */
        BROKEN
    }

    /**
     * Where it breaks.
     *
     * @param position the first entry that is not what it was; empty when that can't be told
     */
    public record Break(OptionalLong position, String message) {}

    public Report {
        checked = List.copyOf(checked);
        unchecked = List.copyOf(unchecked);
    }

    /** The whole report as lines of text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(
                switch (state) {
                    case VERIFIED -> "verified";
                    case SELF_CONSISTENT_ONLY -> "self-consistent only: nothing known from elsewhere was compared";
                    case BROKEN -> "broken";
                });
        head.ifPresent(tree -> text.append(" (").append(tree.size()).append(" entries)"));
        checked.forEach(line -> text.append("\n  checked:     ").append(line));
        unchecked.forEach(line -> text.append("\n  not checked: ").append(line));
        broken.ifPresent(where -> {
            text.append("\n  broken:      ").append(where.message());
            where.position()
                    .ifPresent(at -> text.append("\n  first broken position: ").append(at));
        });
        return text.toString();
    }
}
