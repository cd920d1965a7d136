package org.suwen.ledger.tokens;

import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.note.Base64Text;

/** Numbers and hashes in lines of text, read strictly. */
final class Texts {
    private Texts() {}

    static long number(String word) {
        if (!word.matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("not a decimal number: `" + cut(word) + "`");
        }
        return Long.parseLong(word);
    }

    static Hash hash(String word) {
        byte[] bytes = Base64Text.decode(word);
        if (bytes.length != Hash.BYTES) {
            throw new IllegalArgumentException("not a SHA-256 hash in base64: `" + cut(word) + "`");
        }
        return Hash.of(bytes);
    }

    static byte[] token(String word) {
        byte[] bytes = Base64Text.decode(word);
        if (bytes.length != SortedTokens.BYTES) {
            throw new IllegalArgumentException("not a token in base64: `" + cut(word) + "`");
        }
        return bytes;
    }

    private static String cut(String word) {
        return word.length() <= 60 ? word : word.substring(0, 60);
    }
}
