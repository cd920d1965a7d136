package org.suwen.decision;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A patient's consent as it stands: one version of it (A.10).
 *
 * @param version counted up by each change; 0 when the patient was never asked
 * @param options the answer to each use
 * @param recipients the answer to each recipient: an institution, a model or a study by its id (AGR-22)
 * @param from from when it holds
 * @param until until when, exclusive
 * @param status whether it is in force
 */
public record ConsentState(
        long version,
        Map<ConsentOption, Choice> options,
        Map<String, Choice> recipients,
        Instant from,
        Instant until,
        Status status) {

    /** Whether a consent is in force. */
    public enum Status {
        ACTIVE,
        EXPIRED,
        WITHDRAWN,
        LOCKED_BY_DISPUTE,
        SUPERSEDED
    }

    public ConsentState {
        options = options.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(options));
        recipients = Map.copyOf(recipients);
    }

    /** The state of a patient who was never asked: no answer to anything. */
    public static ConsentState none() {
        return new ConsentState(0, Map.of(), Map.of(), Instant.MIN, Instant.MAX, Status.ACTIVE);
    }

    /** The answer to a use that counts at this moment. */
    public Choice choice(ConsentOption option, Instant at) {
        return effective(options.getOrDefault(option, Choice.NONE), at);
    }

    /** The answer to a recipient that counts at this moment. */
    public Choice recipient(String id, Instant at) {
        return effective(recipients.getOrDefault(id, Choice.NONE), at);
    }

    /** A refusal outlives the consent it stands in; an agreement doesn't, and a withdrawal refuses what was agreed. */
    private Choice effective(Choice written, Instant at) {
        if (written != Choice.AGREE) {
            return written;
        }
        return switch (status) {
            case ACTIVE -> at.isBefore(from) || !at.isBefore(until) ? Choice.NONE : Choice.AGREE;
            case EXPIRED, SUPERSEDED -> Choice.NONE;
            case WITHDRAWN, LOCKED_BY_DISPUTE -> Choice.DISAGREE;
        };
    }
}
