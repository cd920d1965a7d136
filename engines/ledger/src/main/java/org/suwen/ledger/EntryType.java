package org.suwen.ledger;

import java.util.Optional;

/** What an entry is about. The codes are part of the entry format and never change. */
public enum EntryType {
    READ(1),
    SEARCH(2),
    WRITE(3),
    CONSENT(4),
    BREAK_GLASS(5),
    STATEMENT(6),
    SIGN_IN(7),
    STAFF(8),
    RULEBOOK(9),
    KEY(10),
    DENIAL(11),
    FAULT(12),
    ABANDONED(13),
    SYSTEM(14),
    EXPORT(15),
    CHECK(16),
    /** The root of the map of patient tokens (D20), in plain; see {@code tokens.TokenMap}. */
    TOKEN_MAP(17);

    private final int code;

    EntryType(int code) {
        this.code = code;
    }

    /** The byte in the entry. */
    public int code() {
        return code;
    }

    /** The type with this code. */
    public static Optional<EntryType> of(int code) {
        EntryType[] all = values();
        return code >= 1 && code <= all.length ? Optional.of(all[code - 1]) : Optional.empty();
    }
}
