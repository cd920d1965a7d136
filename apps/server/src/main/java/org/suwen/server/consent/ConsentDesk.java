package org.suwen.server.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.suwen.decision.Action;
import org.suwen.decision.Choice;
import org.suwen.decision.ConsentOption;
import org.suwen.decision.ConsentState;
import org.suwen.decision.DeviceBinding;
import org.suwen.decision.Permit;
import org.suwen.ledger.EntryType;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Changes;
import org.suwen.server.access.PatientCard;
import org.suwen.server.identity.Caller;
import org.suwen.vault.PatientId;

/** Where a patient, or a guardian, says yes or no; each change is in force at once (I3, CON-14). */
public final class ConsentDesk {

    private final Changes changes;
    private final Asks asks;
    private final Clock clock;

    /** A desk whose changes are decided and entered by {@code changes}. */
    public ConsentDesk(Changes changes, Asks asks, Clock clock) {
        this.changes = changes;
        this.asks = asks;
        this.clock = clock;
    }

    /** What kind of thing a choice is about. */
    public enum Kind {
        OPTION,
        RECIPIENT,
        ASSISTANT
    }

    /** One choice. */
    public record Wanted(Kind kind, String code, Choice choice) {}

    /**
     * Changes consent.
     *
     * @param version the version the patient saw; when another holds by now, nothing is done
     */
    public Changes.Outcome change(Caller caller, PatientId patient, long version, List<Wanted> wanted) {
        var note = new StringBuilder();
        wanted.forEach(each -> note.append(note.isEmpty() ? "" : ";")
                .append(each.kind())
                .append(':')
                .append(each.code())
                .append('=')
                .append(each.choice()));
        BiFunction<PatientCard, Permit, PatientCard> next =
                (card, permit) -> card.withConsent(apply(card.consent(), wanted, clock.instant()));
        var wish = new Changes.Wish(EntryType.CONSENT, "Consent", note.toString(), OptionalLong.of(version), next);
        return changes.make(asks.of(caller, Action.UPDATE, "consent.change"), patient, wish);
    }

    private static ConsentState apply(ConsentState state, List<Wanted> wanted, Instant now) {
        Map<ConsentOption, Choice> options = new HashMap<>(state.options());
        Map<String, Choice> recipients = new HashMap<>(state.recipients());
        for (Wanted each : wanted) {
            switch (each.kind()) {
                case OPTION -> options.put(ConsentOption.valueOf(each.code()), each.choice());
                case RECIPIENT, ASSISTANT -> recipients.put(each.code(), each.choice());
            }
        }
        Instant from = state.options().isEmpty() && state.recipients().isEmpty() ? now : state.from();
        return new ConsentState(
                state.version() + 1, options, recipients, from, state.until(), ConsentState.Status.ACTIVE);
    }

    /** Switches a device on or off, and each of its sensors (SEN-03, SEN-08). */
    public Changes.Outcome switchDevice(Caller caller, PatientId patient, DeviceBinding wanted) {
        String note = "DEVICE:" + (wanted.activated() ? "on" : "off") + ":"
                + String.join(",", wanted.sensorsOn().stream().sorted().toList());
        BiFunction<PatientCard, Permit, PatientCard> next = (card, permit) -> card.withDevices(card.devices().stream()
                .map(each -> each.device().equals(wanted.device()) ? wanted : each)
                .toList());
        var wish = new Changes.Wish(EntryType.CONSENT, "Device", note, OptionalLong.empty(), next);
        return changes.make(asks.of(caller, Action.UPDATE, "device.switch"), patient, wish);
    }
}
