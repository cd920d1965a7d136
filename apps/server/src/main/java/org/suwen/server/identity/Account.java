package org.suwen.server.identity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.suwen.decision.ActorKind;
import org.suwen.decision.Role;

/**
 * Somebody or something that can sign in; kept sealed and found by the user name's token.
 *
 * @param id what {@link Caller#accountId} will say
 * @param userName as {@link AccountNames#canonical} writes it
 * @param epoch moves when all sessions and tokens must end; they carry the one they began under
 */
public record Account(
        String id, String userName, ActorKind kind, Holder holder, Credentials credentials, boolean active, int epoch) {

    /** Whose account it is. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = StaffHolder.class, name = "staff"),
        @JsonSubTypes.Type(value = PatientHolder.class, name = "patient"),
        @JsonSubTypes.Type(value = GuardianHolder.class, name = "guardian"),
        @JsonSubTypes.Type(value = MachineHolder.class, name = "machine")
    })
    public sealed interface Holder {
        /** Whether the account opens this patient's portal. */
        default boolean isOf(String patient) {
            return false;
        }
    }

    /** A member of staff, whose attributes are read from the directory at each request (DOC-33). */
    public record StaffHolder(String staffId) implements Holder {}

    /** A patient; {@code name} greets the person on the screen. */
    public record PatientHolder(String name, String patientId) implements Holder {
        @Override
        public boolean isOf(String patient) {
            return patientId.equals(patient);
        }
    }

    /** A guardian of the patients in {@code wards}. */
    public record GuardianHolder(String name, List<String> wards) implements Holder {
        /** Copies the list. */
        public GuardianHolder {
            wards = List.copyOf(wards);
        }

        @Override
        public boolean isOf(String patient) {
            return wards.contains(patient);
        }

        /** The same guardian without a ward. */
        GuardianHolder without(String patient) {
            return new GuardianHolder(
                    name, wards.stream().filter(each -> !each.equals(patient)).toList());
        }
    }

    /** An app, model or device; {@code responsible} is the member of staff who answers for it (ACC-09). */
    public record MachineHolder(String name, Role role, String responsible) implements Holder {}

    /**
     * What proves the holder.
     *
     * @param secretHash the password's or client secret's hash, with the id of its encoder in front
     * @param totpSecret the one-time-code secret in Base32; absent for machines
     * @param lastStep the last time step whose code was used; a code of it or before is refused (RFC 6238 §5.2)
     * @param failures refused attempts since the last complete sign-in
     * @param lockedUntil attempts before this instant are refused (ACC-12)
     */
    public record Credentials(
            String secretHash,
            Optional<String> totpSecret,
            long lastStep,
            int failures,
            Instant lockedUntil,
            Instant changedAt) {
        /** Never prints a hash or secret. */
        @Override
        public String toString() {
            return "Credentials[changedAt=" + changedAt + "]";
        }

        Credentials failed(LockoutPolicy policy, Instant at) {
            int count = failures + 1;
            return new Credentials(
                    secretHash, totpSecret, lastStep, count, policy.lockedUntil(count, at, lockedUntil), changedAt);
        }

        Credentials codeUsed(long step) {
            return new Credentials(secretHash, totpSecret, step, 0, Instant.EPOCH, changedAt);
        }
    }

    Account with(Credentials changed) {
        return new Account(id, userName, kind, holder, changed, active, epoch);
    }

    Account withHolder(Holder changed) {
        return new Account(id, userName, kind, changed, credentials, active, epoch + 1);
    }

    Account deactivated() {
        return new Account(id, userName, kind, holder, credentials, false, epoch + 1);
    }

    Account reactivated() {
        return new Account(id, userName, kind, holder, credentials, true, epoch + 1);
    }

    Account withNewSecret(String secretHash, Instant at) {
        Credentials renewed =
                new Credentials(secretHash, credentials.totpSecret, credentials.lastStep, 0, Instant.EPOCH, at);
        return new Account(id, userName, kind, holder, renewed, active, epoch + 1);
    }
}
