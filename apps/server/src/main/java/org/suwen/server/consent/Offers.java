package org.suwen.server.consent;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.suwen.decision.ConsentState;
import org.suwen.decision.consent.Item;
import org.suwen.decision.consent.ItemState;
import org.suwen.decision.consent.Offer;
import org.suwen.server.access.Institution;
import org.suwen.server.access.PatientCard;
import org.suwen.server.access.Registers;

/** What a patient may agree to here and now, from the agreement and the registers. */
public final class Offers {

    private final Agreement agreement;
    private final Parties parties;
    private final Registers registers;
    private final Institution institution;

    /** Offers of {@code agreement} about {@code parties} and what {@code registers} hold. */
    public Offers(Agreement agreement, Parties parties, Registers registers, Institution institution) {
        this.agreement = agreement;
        this.parties = parties;
        this.registers = registers;
        this.institution = institution;
    }

    /** The agreement that is offered. */
    public Agreement agreement() {
        return agreement;
    }

    /** The note of a renewal that says what has changed. */
    static final String CHANGES = "changes";

    /** The offer to the patient of a card, as of now. */
    public Offer to(PatientCard card, Instant now) {
        Map<String, Offer.Traits> items = new HashMap<>();
        agreement
                .options()
                .forEach(option -> items.put(Item.option(option.code()).key(), Offer.Traits.PLAIN));
        for (Item.Separate each : Item.Separate.values()) {
            items.put(Item.separate(each).key(), Offer.Traits.PLAIN);
        }
        items.put(recipient(institution.code()), Offer.Traits.PLAIN);
        parties.recipients()
                .forEach(each -> items.put(recipient(each.id()), new Offer.Traits(false, each.abroad(), false)));
        registers.models().forEach(each -> items.put(recipient(each.id()), Offer.Traits.PLAIN));
        registers
                .studies()
                .forEach(each -> items.put(recipient(each.study().id()), new Offer.Traits(false, false, true)));
        return with(card, items, changed(card, now));
    }

    /** What has changed of each item that needs fresh consent (CNS-13). */
    private static Map<String, Set<String>> changed(PatientCard card, Instant now) {
        Map<String, Set<String>> changed = new HashMap<>();
        card.file().at(now, now).items().forEach((key, standing) -> {
            if (standing.state() == ItemState.RENEWAL_DUE) {
                card.file()
                        .act(standing.act())
                        .map(act -> act.content().note().getOrDefault(CHANGES, ""))
                        .filter(changes -> !changes.isEmpty())
                        .ifPresent(changes -> changed.put(key, Set.of(changes.split(","))));
            }
        });
        return changed;
    }

    /** The same offer where the items come from a page of ours, which lists no others and asks nothing about results. */
    Offer onPage(PatientCard card, Set<String> shown) {
        Map<String, Offer.Traits> items = new HashMap<>();
        shown.forEach(key -> items.put(key, Offer.Traits.PLAIN));
        parties.recipients().stream()
                .filter(Parties.Recipient::abroad)
                .forEach(each -> items.put(recipient(each.id()), new Offer.Traits(false, true, false)));
        return with(card, items, Map.of());
    }

    private Offer with(PatientCard card, Map<String, Offer.Traits> items, Map<String, Set<String>> changed) {
        Agreement.Numbers numbers = agreement.numbers();
        boolean disputed = card.consent().status() == ConsentState.Status.LOCKED_BY_DISPUTE;
        return new Offer(
                agreement.edition(),
                items,
                new HashSet<>(parties.groups()),
                new Offer.Person(card.person().birthDate(), disputed),
                new Offer.Limits(
                        institution.zone(),
                        numbers.usualTerm(),
                        numbers.longestTerm(),
                        numbers.minorAge(),
                        numbers.doubleProofAge(),
                        numbers.avatarProof()),
                new Offer.Frame(
                        institution.code(),
                        agreement.frame().channels(),
                        agreement.frame().waivers(),
                        changed,
                        agreement.frame().decisionTime()));
    }

    private static String recipient(String id) {
        return new Item(Item.Kind.RECIPIENT, id).key();
    }
}
