package org.suwen.server.identity;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Where identity's events become ledger entries (types {@code SIGN_IN} and {@code STAFF}).
 *
 * <p>{@link #record} returns after the entry is durable. When it throws, the act does not happen: a sign-in whose entry
 * can't be written fails (I1). An act that takes rights away happens first and is recorded after, so that a broken
 * ledger never keeps a session alive.
 */
public interface AccessJournal {
    /**
     * Writes {@code event} durably.
     *
     * @throws org.suwen.server.web.Problem {@code LEDGER_UNAVAILABLE} when it can't
     */
    void record(AccessEvent event);

    /** Something that happened to an account, session, token or member of staff. */
    sealed interface AccessEvent {
        /** When, by the server's clock. */
        Instant at();

        /** The account it happened to, or {@code ""} when a sign-in named none that exists. */
        String account();
    }

    /** A sign-in succeeded and {@code session} begins; {@code voucher} is the second person's account or {@code ""}. */
    record SignedIn(Instant at, String account, String address, String session, Set<FactorKind> factors, String voucher)
            implements AccessEvent {
        /** Copies the set. */
        public SignedIn {
            factors = Set.copyOf(factors);
        }
    }

    /** A sign-in, code or client secret was refused. */
    record SignInRefused(Instant at, String account, String address, Refusal refusal) implements AccessEvent {}

    /** An idle session was locked (DOC-36). */
    record SessionLocked(Instant at, String account, String address, String session) implements AccessEvent {}

    /** A locked session was opened again with a code. */
    record SessionUnlocked(Instant at, String account, String address, String session) implements AccessEvent {}

    /** A session was ended by its user. */
    record SignedOut(Instant at, String account, String address, String session) implements AccessEvent {}

    /** An access token was issued to {@code account}; {@code app} is the app that acts in its name, or {@code ""}. */
    record TokenIssued(Instant at, String account, String address, String session, String app) implements AccessEvent {}

    /** An access token was revoked by its holder. */
    record TokenRevoked(Instant at, String account, String address, String session) implements AccessEvent {}

    /**
     * The directory changed for {@code account}; {@code by} is the account that did it or the event id of the personnel
     * system (DOC-33, ACC-02).
     */
    record StaffChanged(Instant at, String account, String by, List<Change> changed) implements AccessEvent {
        /** Copies the list. */
        public StaffChanged {
            changed = List.copyOf(changed);
        }
    }

    /** One attribute before and after, {@code ""} for none (DOC-33). */
    record Change(String attribute, String before, String after) {}

    /** Why a sign-in was refused, for the ledger and never for the caller. */
    enum Refusal {
        UNKNOWN_ACCOUNT,
        INACTIVE_ACCOUNT,
        WRONG_PASSWORD,
        WRONG_CODE,
        REPLAYED_CODE,
        LOCKED_OUT,
        EXPIRED_CHALLENGE,
        WRONG_CLIENT_SECRET,
        /** The account is held until somebody has looked at an unusual sign-in (PAT-21). */
        HELD
    }
}
