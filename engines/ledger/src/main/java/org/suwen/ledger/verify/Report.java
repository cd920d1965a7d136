package org.suwen.ledger.verify;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.suwen.ledger.merkle.TreeHead;

/**
 * What a check found, in plain words.
 *
 * @param head the tree that the checkpoint claims
 * @param checked what was looked at and is right
 * @param unchecked what was not looked at, and why
 */
public record Report(
        State state, Optional<TreeHead> head, List<Said> checked, List<Said> unchecked, Optional<Break> broken) {
    /** The result in one word. */
    public enum State {
        /** All that was looked at is right, and it is tied to a key or checkpoint known from elsewhere. */
        VERIFIED,
        /** All fits together, but nothing known from elsewhere says that it is the true ledger (D22). */
        SELF_CONSISTENT_ONLY,
        /** Something is not as it was signed. */
        BROKEN
    }

    /** The language of a report's text. */
    public enum Language {
        ENGLISH,
        CHINESE
    }

    /**
     * Where it breaks.
     *
     * @param position the first entry that is not what it was; empty when that can't be told
     */
    public record Break(OptionalLong position, Said what) {
        /** What is wrong, in English. */
        public String message() {
            return what.en();
        }
    }

    public Report {
        checked = List.copyOf(checked);
        unchecked = List.copyOf(unchecked);
    }

    /** The report as lines of English text. */
    public String text() {
        return text(Language.ENGLISH);
    }

    /** The whole report as lines of text. */
    public String text(Language language) {
        boolean zh = language == Language.CHINESE;
        StringBuilder text = new StringBuilder(pick(zh, verdict()));
        head.ifPresent(
                tree -> text.append(zh ? "（共 " : " (").append(tree.size()).append(zh ? " 条记录）" : " entries)"));
        checked.forEach(
                line -> text.append(zh ? "\n  已核验：" : "\n  checked:     ").append(pick(zh, line)));
        unchecked.forEach(
                line -> text.append(zh ? "\n  未核验：" : "\n  not checked: ").append(pick(zh, line)));
        broken.ifPresent(where -> {
            text.append(zh ? "\n  不符之处：" : "\n  broken:      ").append(pick(zh, where.what()));
            where.position()
                    .ifPresent(at -> text.append(zh ? "\n  首个不符位置：" : "\n  first broken position: ")
                            .append(at));
        });
        return text.toString();
    }

    private static String pick(boolean zh, Said said) {
        return zh ? said.zh() : said.en();
    }

    private Said verdict() {
        return switch (state) {
            case VERIFIED -> new Said("verified", "核验通过");
            case SELF_CONSISTENT_ONLY ->
                new Said(
                        "self-consistent only: nothing known from elsewhere was compared",
                        "仅自身一致：没有可供比对的、从别处得到的公钥或检查点");
            case BROKEN -> new Said("broken", "核验不通过");
        };
    }
}
