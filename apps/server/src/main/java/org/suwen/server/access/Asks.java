package org.suwen.server.access;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;
import org.suwen.decision.Action;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.server.identity.Caller;

/** Makes questions out of calls: a fresh request id, and the purpose that goes with a role when none is named. */
public final class Asks {

    private final SecureRandom random;

    /** Request ids from {@code random}. */
    public Asks(SecureRandom random) {
        this.random = random;
    }

    /** A question with a fresh request id and the caller's usual purpose. */
    public Ask of(Caller caller, Action action, String operation) {
        return Ask.of(caller, usualPurpose(caller.role()), action, operation, newId());
    }

    /** A fresh random id. */
    public UUID newId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long high = (buffer.getLong() & ~0xF000L) | 0x4000L; // RFC 9562 §5.4
        long low = (buffer.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** The purpose a role has when the call names none. */
    public static Purpose usualPurpose(Role role) {
        return switch (role) {
            case DOCTOR, NURSE -> Purpose.TREATMENT;
            case MODEL -> Purpose.CLINICAL_DECISION_SUPPORT;
            case RESEARCHER -> Purpose.RESEARCH;
            case PARTNER -> Purpose.INSURANCE_CLAIMS;
            case AUTHORITY -> Purpose.PUBLIC_HEALTH;
            case PATIENT, GUARDIAN -> Purpose.SELF_CARE;
            case DEVICE, CONNECTOR -> Purpose.COLLECTION;
            case ADMINISTRATOR -> Purpose.OPERATIONS;
            case OFFICER, AUDITOR -> Purpose.AUDIT;
        };
    }
}
