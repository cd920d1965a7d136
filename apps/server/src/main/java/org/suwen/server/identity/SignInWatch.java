package org.suwen.server.identity;

import java.time.Instant;

/** Looks at a sign-in whose factors were right, before its session is opened (PAT-21). */
@FunctionalInterface
public interface SignInWatch {

    /** Looks at nothing. */
    SignInWatch NONE = (account, address, at) -> true;

    /** Whether this account may begin a session from this address now. */
    boolean admits(Account account, String address, Instant at);
}
