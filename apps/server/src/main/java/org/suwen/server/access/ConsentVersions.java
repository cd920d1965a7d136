package org.suwen.server.access;

import org.suwen.decision.ConsentState;

/** Gives a consent the version it is known by in the ledger (D18). */
final class ConsentVersions {

    private ConsentVersions() {}

    static ConsentState at(ConsentState state, long version) {
        return new ConsentState(
                version, state.options(), state.recipients(), state.from(), state.until(), state.status());
    }
}
