package org.suwen.server.access;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.suwen.decision.Choice;
import org.suwen.decision.ConsentState;
import org.suwen.decision.Provisions;
import org.suwen.decision.Span;
import org.suwen.decision.consent.ConsentAct;
import org.suwen.decision.consent.ConsentFile;
import org.suwen.decision.consent.Item;

/** The file of a card; a consent that came without acts gets one act that says what it says. */
final class ConsentFiles {

    /** The document that clauses of such a consent stand in. */
    private static final String TAKEN_OVER = "taken-over";

    private ConsentFiles() {}

    static ConsentFile of(PatientCard card) {
        ConsentState state = card.consent();
        if (!card.file().acts().isEmpty() || silent(state)) {
            return card.file();
        }
        Map<String, Choice> answers = new TreeMap<>();
        state.options()
                .forEach((option, choice) -> answers.put(Item.option(option).key(), choice));
        state.recipients().forEach((id, choice) -> answers.put(new Item(Item.Kind.RECIPIENT, id).key(), choice));
        Span term = new Span(later(state.from(), Span.BEGINNING), earlier(state.until(), Span.END));
        var content = new ConsentAct.Content(
                new TreeMap<>(answers), new TreeMap<>(documents(state.provisions())), term, "", new TreeMap<>());
        ConsentFile file = ConsentFile.EMPTY.with(act(TAKEN_OVER, ConsentAct.Kind.GIVE, term.from(), content));
        return switch (state.status()) {
            case ACTIVE, EXPIRED, SUPERSEDED -> file;
            case WITHDRAWN -> file.with(act(TAKEN_OVER + "-withdrawn", ConsentAct.Kind.WITHDRAW, term.from(), none()));
            case LOCKED_BY_DISPUTE ->
                file.with(act(TAKEN_OVER + "-disputed", ConsentAct.Kind.DISPUTE, term.from(), none()));
        };
    }

    private static boolean silent(ConsentState state) {
        return state.options().isEmpty()
                && state.recipients().isEmpty()
                && state.provisions().isEmpty();
    }

    private static Map<String, java.util.List<org.suwen.decision.Provision>> documents(Provisions provisions) {
        return provisions.isEmpty() ? Map.of() : Map.of(TAKEN_OVER, provisions.list());
    }

    private static ConsentAct.Content none() {
        return ConsentAct.Content.items(Map.of());
    }

    private static ConsentAct act(String id, ConsentAct.Kind kind, Instant at, ConsentAct.Content content) {
        return new ConsentAct(id, kind, at, at, content, ConsentAct.Signing.by("", ConsentAct.Signer.PATIENT), "");
    }

    private static Instant later(Instant left, Instant right) {
        return left.isAfter(right) ? left : right;
    }

    private static Instant earlier(Instant left, Instant right) {
        return left.isBefore(right) ? left : right;
    }
}
