package org.suwen.server.access;

import java.util.Optional;
import java.util.UUID;
import org.suwen.decision.Action;
import org.suwen.decision.Purpose;
import org.suwen.server.identity.Caller;

/**
 * One question at the gate: who, what for, to do what. Ten parts, since each is an input of the decision.
 *
 * @param caller who is at the door
 * @param purpose the purpose of use, a mandatory input of every decision (DOC-01)
 * @param action what is to be done
 * @param operation the interface's own name of the operation, for the trace, for instance {@code fhir.read}
 * @param request unique id; the decision carries it and the ledger takes it once (D16)
 * @param software the version a model says it runs (LIC-03)
 * @param via the account through which a model was called, when it was called by another model (LIC-23)
 * @param vouched whether a second person vouches for the caller in an emergency
 * @param stepUp whether the caller proved himself again for this operation (PAT-12)
 * @param warned whether the caller acknowledged the warning before this operation (PAT-13)
 */
public record Ask(
        Caller caller,
        Purpose purpose,
        Action action,
        String operation,
        UUID request,
        Optional<String> software,
        Optional<String> via,
        boolean vouched,
        boolean stepUp,
        boolean warned) {

    /** An ordinary question by a caller for a purpose. */
    public static Ask of(Caller caller, Purpose purpose, Action action, String operation, UUID request) {
        return new Ask(
                caller, purpose, action, operation, request, Optional.empty(), Optional.empty(), false, false, false);
    }

    /** The same question under another request id. */
    public Ask under(UUID id) {
        return new Ask(caller, purpose, action, operation, id, software, via, vouched, stepUp, warned);
    }

    /** The same question about another act. */
    public Ask to(Action act) {
        return new Ask(caller, purpose, act, operation, request, software, via, vouched, stepUp, warned);
    }

    /** The same question asked by this version of a software, through another account. */
    public Ask by(Optional<String> version, Optional<String> through) {
        return new Ask(caller, purpose, action, operation, request, version, through, vouched, stepUp, warned);
    }

    /** The same question after a fresh proof of identity and an acknowledged warning, each as given. */
    public Ask confirmed(boolean provedAgain, boolean acknowledged) {
        return new Ask(caller, purpose, action, operation, request, software, via, vouched, provedAgain, acknowledged);
    }
}
