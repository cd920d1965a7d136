package org.suwen.decision.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.suwen.decision.Choice;
import org.suwen.decision.ConsentOption;
import org.suwen.decision.ConsentState;
import org.suwen.decision.ItemTerms;
import org.suwen.decision.Provision;
import org.suwen.decision.Provisions;
import org.suwen.decision.Span;

/** Takes acts one after the other, as of one moment. */
final class Fold {

    private final Instant at;
    private final NavigableMap<String, Held> items = new TreeMap<>();
    private final NavigableMap<String, List<Provision>> documents = new TreeMap<>();
    private boolean withdrawn;
    private boolean disputed;
    private int acts;

    /** What an item has come to, before its term is looked at. */
    private record Held(ItemState state, ConsentAct act, Span term) {}

    Fold(Instant at) {
        this.at = at;
    }

    void take(ConsentAct act, boolean voided) {
        acts++;
        if (voided) {
            act.content().answers().keySet().forEach(key -> items.putIfAbsent(key, held(ItemState.INVALIDATED, act)));
            return;
        }
        switch (act.kind()) {
            case GIVE -> give(act);
            case REFUSE -> each(act, ItemState.REFUSED);
            case WITHDRAW -> withdraw(act);
            case OBJECT -> each(act, ItemState.OBJECTED);
            case LIFT -> lift(act);
            case EXTEND -> extend(act);
            case RENEWAL -> pause(act, ItemState.RENEWAL_DUE);
            case COMING_OF_AGE -> pause(act, ItemState.PENDING);
            case DISPUTE -> disputed = true;
            case SETTLE -> disputed = false;
            case INVALIDATE -> {
                // its target is passed over; it says nothing itself
            }
        }
    }

    private static Held held(ItemState state, ConsentAct act) {
        return new Held(state, act, act.content().term());
    }

    private void give(ConsentAct act) {
        withdrawn = false;
        act.content().answers().forEach((key, choice) -> items.put(key, held(answered(key, choice), act)));
        act.content().documents().forEach((id, clauses) -> {
            if (clauses.isEmpty()) {
                documents.remove(id);
            } else {
                documents.put(id, clauses);
            }
        });
    }

    private ItemState answered(String key, Choice choice) {
        return switch (choice) {
            case AGREE -> ItemState.ACCEPTED;
            case NONE -> ItemState.NOT_CHOSEN;
            case DISAGREE -> {
                Held before = items.get(key);
                boolean agreed = before != null
                        && (before.state() == ItemState.ACCEPTED || before.state() == ItemState.WITHDRAWN);
                yield agreed ? ItemState.WITHDRAWN : ItemState.DECLINED;
            }
        };
    }

    private void each(ConsentAct act, ItemState state) {
        act.content().answers().keySet().forEach(key -> items.put(key, held(state, act)));
    }

    /** With no item and no document named, everything agreed is taken back. */
    private void withdraw(ConsentAct act) {
        Set<String> named = act.content().answers().keySet();
        Set<String> clauses = act.content().documents().keySet();
        boolean everything = named.isEmpty() && clauses.isEmpty();
        withdrawn |= everything;
        items.replaceAll((key, held) -> held.state() == ItemState.ACCEPTED && (everything || named.contains(key))
                ? held(ItemState.WITHDRAWN, act)
                : held);
        documents.replaceAll((id, list) -> everything || clauses.contains(id)
                ? list.stream().map(Provision::withdrawn).toList()
                : list);
    }

    private void lift(ConsentAct act) {
        Set<String> named = act.content().answers().keySet();
        items.replaceAll((key, held) -> held.state() == ItemState.OBJECTED && named.contains(key)
                ? held(ItemState.OBJECTION_LIFTED, act)
                : held);
        act.content().documents().keySet().forEach(id -> documents.remove(id));
    }

    private void extend(ConsentAct act) {
        Set<String> named = act.content().answers().keySet();
        items.replaceAll((key, held) -> held.state() == ItemState.ACCEPTED && (named.isEmpty() || named.contains(key))
                ? new Held(
                        held.state(),
                        held.act(),
                        new Span(held.term().from(), act.content().term().until()))
                : held);
    }

    private void pause(ConsentAct act, ItemState state) {
        Set<String> named = act.content().answers().keySet();
        items.replaceAll((key, held) -> held.state() == ItemState.ACCEPTED && (named.isEmpty() || named.contains(key))
                ? held(state, act)
                : held);
    }

    Picture picture(Instant knownAt) {
        NavigableMap<String, Picture.Standing> standings = new TreeMap<>();
        items.forEach((key, held) -> standings.put(
                key,
                new Picture.Standing(
                        state(held),
                        held.act().id(),
                        held.act().effectiveAt(),
                        held.term().until(),
                        held.act().content().edition())));
        return new Picture(at, knownAt, standings, consent(), acts);
    }

    private ItemState state(Held held) {
        if (held.state() != ItemState.ACCEPTED) {
            return held.state();
        }
        if (disputed) {
            return ItemState.LOCKED_BY_DISPUTE;
        }
        if (held.term().contains(at)) {
            return ItemState.ACCEPTED;
        }
        return at.isBefore(held.term().from()) ? ItemState.NOT_YET : ItemState.EXPIRED;
    }

    /** Agreements keep their terms, so that they begin and end by themselves while no act is taken. */
    private ConsentState consent() {
        Map<ConsentOption, Choice> options = new EnumMap<>(ConsentOption.class);
        Map<String, Choice> recipients = new HashMap<>();
        Map<ConsentOption, Span> optionTerms = new EnumMap<>(ConsentOption.class);
        Map<String, Span> recipientTerms = new HashMap<>();
        items.forEach((key, held) -> {
            Item item = Item.of(key);
            Choice choice = held.state() == ItemState.ACCEPTED
                    ? Choice.AGREE
                    : held.state().choice();
            switch (item.kind()) {
                case OPTION -> {
                    options.put(ConsentOption.valueOf(item.code()), choice);
                    optionTerms.put(ConsentOption.valueOf(item.code()), held.term());
                }
                case RECIPIENT -> {
                    recipients.put(item.code(), choice);
                    recipientTerms.put(item.code(), held.term());
                }
                case SEPARATE -> {
                    // checked when an answer that needs it is given
                }
            }
        });
        List<Provision> clauses = new ArrayList<>();
        documents.values().forEach(clauses::addAll);
        return new ConsentState(
                0,
                options,
                recipients,
                Span.BEGINNING,
                Span.END,
                status(),
                new ItemTerms(optionTerms, recipientTerms),
                Provisions.of(
                        disputed ? clauses.stream().map(Provision::withdrawn).toList() : clauses));
    }

    private ConsentState.Status status() {
        if (disputed) {
            return ConsentState.Status.LOCKED_BY_DISPUTE;
        }
        return withdrawn ? ConsentState.Status.WITHDRAWN : ConsentState.Status.ACTIVE;
    }
}
