package org.suwen.decision;

import java.time.Duration;
import java.util.Set;

/**
 * How the actor reaches the system.
 *
 * @param address the connection's real peer, an IPv4 or IPv6 address (DOC-34)
 * @param factorKinds kinds of factor the sign-in used: {@code KNOWLEDGE}, {@code POSSESSION}, {@code BIOMETRIC} (A18)
 * @param idle time since the last operation (DOC-36)
 * @param onDuty whether the working calendar or a roster covers this moment (DOC-35)
 * @param software the version of the calling software as attested, empty when none is (LIC-22)
 * @param vouched whether a second person vouches for the actor in an emergency
 * @param stepUp whether the actor has just proved himself again for this one operation (PAT-12)
 * @param warned whether the notice before a high-risk operation was acknowledged (PAT-13)
 */
// Eight parts: what the gate's first test needs, and nothing else.
public record Environment(
        String address,
        Set<String> factorKinds,
        Duration idle,
        boolean onDuty,
        String software,
        boolean vouched,
        boolean stepUp,
        boolean warned) {

    public Environment {
        factorKinds = Set.copyOf(factorKinds);
    }

    /** An ordinary call: no attested software, nobody vouching, no step-up. */
    public static Environment of(String address, Set<String> factorKinds, Duration idle, boolean onDuty) {
        return new Environment(address, factorKinds, idle, onDuty, "", false, false, false);
    }

    /** The same call made by this version of a software. */
    public Environment withSoftware(String version) {
        return new Environment(address, factorKinds, idle, onDuty, version, vouched, stepUp, warned);
    }

    /** The same call with a second person vouching. */
    public Environment withVoucher() {
        return new Environment(address, factorKinds, idle, onDuty, software, true, stepUp, warned);
    }

    /** The same call after a fresh proof of identity and the acknowledged warning, each as given. */
    public Environment withStepUp(boolean provedAgain, boolean warningAcknowledged) {
        return new Environment(address, factorKinds, idle, onDuty, software, vouched, provedAgain, warningAcknowledged);
    }
}
