package org.suwen.server.identity;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.ActorKind;
import org.suwen.decision.Role;

/**
 * Who makes this request, and how that was proven; identity only, no rights (D23).
 *
 * <p>More than seven parts, since each is an input of the gate's first check and they only make sense together.
 *
 * @param accountId the account: the staff id for staff, the client id for apps, models and devices, an opaque id for
 *     patients and guardians
 * @param role the role at this request, read from the directory each time (DOC-33)
 * @param factorKinds the kinds of proof given at sign-in (DOC-32)
 * @param address the connection's real peer, or what a listed proxy says it is (A17)
 * @param idle time without operation before this request (DOC-36); zero for bearer tokens
 * @param patients the caller's own patient id, or a guardian's wards; empty for everyone else
 * @param sessionId names the session or token in logs and the ledger; it is not its secret
 * @param app what limits an app that asks in the caller's name; empty when nobody stands between
 */
public record Caller(
        String accountId,
        ActorKind kind,
        Role role,
        Set<FactorKind> factorKinds,
        String address,
        Duration idle,
        List<String> patients,
        String sessionId,
        Optional<AppReach> app) {
    /** A caller who asks for himself. */
    public Caller(
            String accountId,
            ActorKind kind,
            Role role,
            Set<FactorKind> factorKinds,
            String address,
            Duration idle,
            List<String> patients,
            String sessionId) {
        this(accountId, kind, role, factorKinds, address, idle, patients, sessionId, Optional.empty());
    }

    /** Copies the collections. */
    public Caller {
        factorKinds = Set.copyOf(factorKinds);
        patients = List.copyOf(patients);
    }

    /** The patient this caller is, when the caller is a patient. */
    public Optional<String> patientId() {
        return role == Role.PATIENT ? patients.stream().findFirst() : Optional.empty();
    }
}
