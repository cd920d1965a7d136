package org.suwen.server.identity;

/** A second proof of identity for one operation: a fresh one-time code (PAT-12). */
public final class StepUp {

    private final SignIn signIn;
    private final PassReader reader;

    StepUp(SignIn signIn, PassReader reader) {
        this.signIn = signIn;
        this.reader = reader;
    }

    /** Whether this code, not used before, is the caller's; counts as a failed sign-in when it is not. */
    public boolean proven(Caller caller, String code) {
        return !code.isEmpty()
                && reader.readById(caller.sessionId(), caller.address())
                        .map(known -> signIn.provesAgain(known.account(), code, caller.address()))
                        .orElse(false);
    }
}
