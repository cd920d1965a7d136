package org.suwen.vault;

import java.util.function.Function;
import org.suwen.vault.internal.Fields;
import org.suwen.vault.internal.Hkdf;
import org.suwen.vault.internal.Hmac;
import org.suwen.vault.internal.SecretBytes;

/**
 * The institution's own keys: blind index, directory, cursors, and the audit keys with their numbers.
 *
 * <p>An audit key seals at most 2^32 entries (NIST SP 800-38D, section 8.3): start a new one at least monthly, which serves
 * 100 million entries a day. Sealing here does not pad; it adds 34 bytes. Safe for use by several threads.
 */
public final class InstitutionKeys {
    private static final String DOCUMENTS = "directory document";

    private final KeyChain chain;
    private final Seals seals;

    InstitutionKeys(KeyChain chain, Seals seals) {
        this.chain = chain;
        this.seals = seals;
    }

    /** Sixteen bytes of HMAC-SHA256 that stand for a value within a purpose; equal for all patients. */
    public byte[] token(String purpose, byte[] value) {
        return Hmac.token(chain.key(KeyChain.BLIND_INDEX, 1), Fields.of(purpose), value);
    }

    /** Seals something of the institution, such as a cursor, bound to purpose and context. */
    public byte[] seal(String purpose, byte[] plain, byte[] context) {
        return withKey(purpose, key -> seals.exact().seal(key, 1, bound(purpose, context), plain));
    }

    /** Opens what {@link #seal} gave for the same purpose and context; throws {@link SealBrokenException} otherwise. */
    public byte[] open(String purpose, byte[] sealed, byte[] context) {
        return withKey(purpose, key -> Seals.open(seals.exact(), key, bound(purpose, context), sealed, purpose));
    }

    /** Number of the audit key that new entries are sealed under; another node's new key is seen when first used. */
    public int auditKey() {
        return chain.latest(KeyChain.AUDIT);
    }

    /** Makes a new audit key, durably, and returns its number; the older ones go on opening. */
    public int startAuditKey() {
        return chain.next(KeyChain.AUDIT);
    }

    /** Seals the account part of an entry under an audit key, bound to context. */
    public byte[] sealAudit(int number, byte[] plain, byte[] context) {
        return seals.exact().seal(chain.key(KeyChain.AUDIT, number), number, bound("audit", context), plain);
    }

    /** Opens what {@link #sealAudit} gave; throws {@link SealBrokenException} otherwise. */
    public byte[] openAudit(int number, byte[] sealed, byte[] context) {
        return Seals.open(
                seals.exact(), chain.key(KeyChain.AUDIT, number), bound("audit", context), sealed, "account part");
    }

    Token tokenOf(String purpose, byte[]... fields) {
        return Token.of(token(purpose, Fields.join(fields)));
    }

    byte[] sealDirectory(byte[] plain, byte[] context) {
        return withKey(DOCUMENTS, key -> seals.padded().seal(key, 1, bound(DOCUMENTS, context), plain));
    }

    byte[] openDirectory(byte[] sealed, byte[] context) {
        return withKey(DOCUMENTS, key -> Seals.open(seals.padded(), key, bound(DOCUMENTS, context), sealed, DOCUMENTS));
    }

    private <T> T withKey(String purpose, Function<SecretBytes, T> work) {
        SecretBytes key = Hkdf.derive(chain.key(KeyChain.DIRECTORY, 1), "institution/" + purpose);
        try {
            return work.apply(key);
        } finally {
            key.destroy();
        }
    }

    private static byte[] bound(String purpose, byte[] context) {
        return Fields.join(Fields.of("institution"), Fields.of(purpose), context);
    }
}
