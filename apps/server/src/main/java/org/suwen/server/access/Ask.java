package org.suwen.server.access;

import java.util.Optional;
import java.util.UUID;
import org.suwen.decision.Action;
import org.suwen.decision.Purpose;
import org.suwen.server.identity.Caller;

/**
 * One question at the gate: who, what for, to do what.
 *
 * @param caller who is at the door
 * @param purpose the purpose of use, a mandatory input of every decision (DOC-01)
 * @param action what is to be done
 * @param operation the interface's own name of the operation, for the trace, for instance {@code fhir.read}
 * @param request unique id; the decision carries it and the ledger takes it once (D16)
 * @param software the version a model says it runs (LIC-03)
 * @param via the account through which a model was called, when it was called by another model (LIC-23)
 */
public record Ask(
        Caller caller,
        Purpose purpose,
        Action action,
        String operation,
        UUID request,
        Optional<String> software,
        Optional<String> via) {}
