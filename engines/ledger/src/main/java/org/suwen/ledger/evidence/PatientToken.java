package org.suwen.ledger.evidence;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.suwen.ledger.Entry;

/** The token of a patient's n-th entry from his token key (D20): HMAC-SHA256(key, 00000008 ‖ n as u64)[:16]. */
public final class PatientToken {
    /** Length of a token key. */
    public static final int KEY_BYTES = 32;

    private PatientToken() {}

    public static byte[] of(byte[] key, long n) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            ByteBuffer field = ByteBuffer.allocate(Integer.BYTES + Long.BYTES);
            field.putInt(Long.BYTES).putLong(n);
            return Arrays.copyOf(mac.doFinal(field.array()), Entry.TOKEN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no HmacSHA256", e);
        }
    }
}
