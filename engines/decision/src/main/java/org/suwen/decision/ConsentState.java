package org.suwen.decision;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A patient's consent as it stands: one version of it (A.10).
 *
 * @param version counted up by each change; 0 when the patient was never asked
 * @param options the answer to each use
 * @param recipients the answer to each recipient: an institution, a model or a study by its id (AGR-22)
 * @param from from when it holds
 * @param until until when, exclusive
 * @param status whether it is in force
 * @param terms terms of single answers that differ from the consent's own
 * @param provisions clauses finer than one answer a use and recipient (RGT-04)
 */
// Eight parts: what one version of a consent says is read as a whole.
public record ConsentState(
        long version,
        Map<ConsentOption, Choice> options,
        Map<String, Choice> recipients,
        Instant from,
        Instant until,
        Status status,
        ItemTerms terms,
        Provisions provisions) {

    private static final ConsentOption[] OPTIONS = ConsentOption.values();

    /** Whether a consent is in force. */
    public enum Status {
        ACTIVE,
        EXPIRED,
        WITHDRAWN,
        LOCKED_BY_DISPUTE,
        SUPERSEDED
    }

    public ConsentState {
        options = Choices.of(options);
        recipients = Map.copyOf(recipients);
        terms = Objects.requireNonNullElse(terms, ItemTerms.NONE); // what was stored before there were any
        provisions = Objects.requireNonNullElse(provisions, Provisions.NONE);
    }

    /** A consent of answers alone, all on one term. */
    public ConsentState(
            long version,
            Map<ConsentOption, Choice> options,
            Map<String, Choice> recipients,
            Instant from,
            Instant until,
            Status status) {
        this(version, options, recipients, from, until, status, ItemTerms.NONE, Provisions.NONE);
    }

    /** The same consent under another version number. */
    public ConsentState withVersion(long number) {
        return new ConsentState(number, options, recipients, from, until, status, terms, provisions);
    }

    /** The same answers and clauses on another term. */
    public ConsentState during(Span span) {
        return new ConsentState(version, options, recipients, span.from(), span.until(), status, terms, provisions);
    }

    /** The same answers with other clauses. */
    public ConsentState withProvisions(Provisions changed) {
        return new ConsentState(version, options, recipients, from, until, status, terms, changed);
    }

    /** The same consent in another status. */
    public ConsentState withStatus(Status changed) {
        return new ConsentState(version, options, recipients, from, until, changed, terms, provisions);
    }

    /** The state of a patient who was never asked: no answer to anything. */
    public static ConsentState none() {
        return new ConsentState(0, Map.of(), Map.of(), Instant.MIN, Instant.MAX, Status.ACTIVE);
    }

    /** The answer to a use that counts at this moment. */
    public Choice choice(ConsentOption option, Instant at) {
        return effective(
                options.getOrDefault(option, Choice.NONE), terms.options().get(option), at);
    }

    /** The uses agreed to at this moment, each as the bit of its place. */
    long agreed(Instant at) {
        long written = ((Choices) options).bits(Choice.AGREE);
        if (written == 0 || terms.options().isEmpty()) {
            return status == Status.ACTIVE && holds(null, at) ? written : 0;
        }
        return among(written, Choice.AGREE, at);
    }

    /** The uses refused at this moment, each as the bit of its place. */
    long refused(Instant at) {
        boolean withdrawn = status == Status.WITHDRAWN || status == Status.LOCKED_BY_DISPUTE;
        Choices written = (Choices) options;
        return written.bits(Choice.DISAGREE) | (withdrawn ? written.bits(Choice.AGREE) : 0);
    }

    private long among(long written, Choice wanted, Instant at) {
        long found = 0;
        for (long left = written; left != 0; left &= left - 1) {
            ConsentOption option = OPTIONS[Long.numberOfTrailingZeros(left)];
            found |= choice(option, at) == wanted ? Long.lowestOneBit(left) : 0;
        }
        return found;
    }

    /** The answer to a recipient that counts at this moment. */
    public Choice recipient(String id, Instant at) {
        return effective(
                recipients.getOrDefault(id, Choice.NONE), terms.recipients().get(id), at);
    }

    /** A refusal outlives the consent it stands in; an agreement doesn't, and a withdrawal refuses what was agreed. */
    private Choice effective(Choice written, @Nullable Span term, Instant at) {
        if (written != Choice.AGREE) {
            return written;
        }
        return switch (status) {
            case ACTIVE -> holds(term, at) ? Choice.AGREE : Choice.NONE;
            case EXPIRED, SUPERSEDED -> Choice.NONE;
            case WITHDRAWN, LOCKED_BY_DISPUTE -> Choice.DISAGREE;
        };
    }

    private boolean holds(@Nullable Span term, Instant at) {
        return term == null ? !at.isBefore(from) && at.isBefore(until) : term.contains(at);
    }

    /** What the clauses say to a request on a class of data. */
    public Choice provision(Request request, DecisionClass data) {
        return provisions.answer(request, data);
    }
}
