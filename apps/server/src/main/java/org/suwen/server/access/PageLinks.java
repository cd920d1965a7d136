package org.suwen.server.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.suwen.vault.Cursor;
import org.suwen.vault.SealBrokenException;
import org.suwen.vault.Token;

/**
 * Links to the next page: encrypted, bound to caller, patient, type, rulebook and subject version (D10).
 *
 * <p>A link opens for the same caller on the same question only, and no longer once consent or rules have changed.
 */
public final class PageLinks {

    private static final int LENGTH = Token.LENGTH + Long.BYTES;

    private final Seal seal;
    private final String rulebook;

    /** Seals and opens short texts under the institution's cursor key. */
    public interface Seal {
        /** The sealed form. */
        byte[] seal(byte[] plain, byte[] context);

        /**
         * The plain form.
         *
         * @throws SealBrokenException when the bytes were not sealed for this context
         */
        byte[] open(byte[] sealed, byte[] context);
    }

    /** Links under {@code seal}, good while {@code rulebook} is the version in force. */
    public PageLinks(Seal seal, String rulebook) {
        this.seal = seal;
        this.rulebook = rulebook;
    }

    String seal(Cursor cursor, Ask ask, Standing standing, RecordQuery query) {
        byte[] plain = ByteBuffer.allocate(LENGTH)
                .put(cursor.encode())
                .putLong(standing.version())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(seal.seal(plain, context(ask, query)));
    }

    /** The position in {@code link}, or nothing when it is another's, altered, or outdated. */
    Optional<Cursor> open(Optional<String> link, Ask ask, Standing standing, RecordQuery query) {
        if (link.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] plain = seal.open(Base64.getUrlDecoder().decode(link.get()), context(ask, query));
            if (plain.length != LENGTH || ByteBuffer.wrap(plain).getLong(Token.LENGTH) != standing.version()) {
                return Optional.empty();
            }
            return Optional.of(Cursor.decode(Arrays.copyOf(plain, Token.LENGTH)));
        } catch (IllegalArgumentException | SealBrokenException altered) {
            return Optional.empty();
        }
    }

    private byte[] context(Ask ask, RecordQuery query) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {
                ask.caller().accountId(),
                ask.purpose().name(),
                query.patient().toString(),
                query.type().orElse(""),
                rulebook
            }) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}
