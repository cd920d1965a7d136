package org.suwen.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.suwen.classification.Granularity;
import org.suwen.decision.condition.Attribute;
import org.suwen.decision.condition.SmtTerms;

/**
 * A rulebook as SMT-LIB text, for outside solvers: what may be permitted, and for each property whether a permit it
 * forbids can be.
 *
 * <p>Made from the rules as they were written, not from what the {@link Prover} makes of them, so that the two can be held
 * against each other. As there, a permit that an earlier ground would have carried counts too. {@code unsat} says that a
 * property is proven; {@code sat} that it is not, with a question in the model. Not safe for use from more than one thread.
 */
@SuppressWarnings("EnumOrdinal") // places stand for words in one text only and are never stored
public final class SmtText {

    private final Rulebook rulebook;
    private final SmtTerms terms;
    private final StringBuilder body = new StringBuilder();

    /** For a rulebook with the parameters of a day. */
    public SmtText(Rulebook rulebook, LocalDate day) {
        this.rulebook = rulebook;
        this.terms = new SmtTerms(rulebook.values(day));
        rulebook.rules().forEach(this::define);
        assertion(SmtTerms.any(rulebook.rules().stream()
                .filter(rule -> rule.effect() instanceof Effect.Ground)
                .map(this::permitted)));
        FactSpace.impossible().forEach(impossible -> assertion(not(terms.holds(impossible))));
    }

    /** The text in which a solver is asked about each property in turn, its id printed before the answer. */
    public String script(List<Property> properties) {
        StringBuilder questions = new StringBuilder();
        for (Property property : properties) {
            questions
                    .append("(push 1)\n; ")
                    .append(property.title().en())
                    .append("\n(assert ")
                    .append(forbidden(property))
                    .append(")\n(echo \"")
                    .append(property.id())
                    .append("\")\n(check-sat)\n(pop 1)\n");
        }
        return "; what a rulebook permits, version " + rulebook.version()
                + "; unsat: no permit that the property forbids\n" + "(set-logic QF_LIA)\n" + terms.declarations()
                + body + questions;
    }

    /**
     * The text of one question: can there be a permit that a property forbids, with these values?
     *
     * @param example attributes by name as a {@link Proof} shows them; what is no closed attribute is left open
     */
    public String question(Property property, Map<String, String> example) {
        List<String> asserted = new ArrayList<>(List.of(forbidden(property)));
        example.forEach((name, text) -> RuleSchema.schema()
                .find(name)
                .filter(SmtText::closed)
                .ifPresent(attribute -> asserted.add(terms.equal(attribute, text))));
        StringBuilder text = new StringBuilder(terms.declarations()).append(body);
        asserted.forEach(term -> text.append("(assert ").append(term).append(")\n"));
        return text.toString();
    }

    /** The text in which each property is asserted only while a constant with its id is, so that one text serves all. */
    public String guarded(List<Property> properties) {
        StringBuilder guards = new StringBuilder();
        for (Property property : properties) {
            String guard = "|" + property.id() + "|";
            guards.append("(declare-const ").append(guard).append(" Bool)\n(assert (=> ");
            guards.append(guard).append(' ').append(forbidden(property)).append("))\n");
        }
        return terms.declarations() + body + guards;
    }

    private static boolean closed(Attribute attribute) {
        return switch (attribute.type().kind()) {
            case BOOL -> true;
            case TEXT, SET -> !attribute.type().domain().isEmpty();
            case NUMBER, DURATION, ADDRESS, NETWORKS -> false;
        };
    }

    private String forbidden(Property property) {
        return SmtTerms.all(Stream.of(scope(property.scope()), terms.holds(property.never())));
    }

    private void assertion(String term) {
        body.append("(assert ").append(term).append(")\n");
    }

    /** Two names for each rule: in scope it holds, in scope it can't be evaluated. */
    private void define(Rule rule) {
        String scope = scope(rule.scope());
        String holds = terms.holds(rule.when());
        String fails = terms.fails(rule.when());
        define(holds(rule), SmtTerms.all(Stream.of(scope, holds)));
        define(faults(rule), SmtTerms.all(Stream.of(scope, not(holds), not(fails))));
    }

    private void define(String name, String term) {
        body.append("(define-fun ")
                .append(name)
                .append(" () Bool ")
                .append(term)
                .append(")\n");
    }

    private static String holds(Rule rule) {
        return "|" + rule.id() + " holds|";
    }

    private static String faults(Rule rule) {
        return "|" + rule.id() + " faults|";
    }

    private static String not(String term) {
        return "(not " + term + ")";
    }

    private String scope(Scope scope) {
        return SmtTerms.all(Stream.of(
                oneOf(Fact.REQUEST_ACTION, scope.actions().stream()),
                oneOf(Fact.REQUEST_PURPOSE, scope.purposes().stream()),
                oneOf(Fact.ACTOR_ROLE, scope.roles().stream()),
                oneOf(Fact.ACTOR_KIND, scope.kinds().stream())));
    }

    private String oneOf(Fact fact, Stream<? extends Enum<?>> constants) {
        List<String> words = constants.map(Enum::name).sorted().toList();
        return words.isEmpty() ? "true" : SmtTerms.any(words.stream().map(word -> terms.equal(fact.attribute(), word)));
    }

    /** The questions that one rule's ground carries through all gates. */
    private String permitted(Rule opening) {
        Effect.Ground ground = (Effect.Ground) opening.effect();
        boolean emergency = ground.lifts().contains(Gate.GROUND);
        List<String> all = new ArrayList<>();
        all.add(terms.equal(Fact.GROUND.attribute(), ground.name()));
        all.add(holds(opening));
        for (Rule rule : rulebook.rules()) {
            switch (rule.gate()) {
                case GROUND -> all.add(emergency ? "true" : not(faults(rule)));
                case OBLIGATION -> all.add(emergency ? "true" : not(faults(rule)));
                case RELATION -> {
                    // asked only where no ground holds
                }
                case ENVIRONMENT, BLOCK, ROLE, PURPOSE, LICENCE, DEVICE, STUDY, TITLE, BASIS, CONSENT -> {
                    if (binds(rule, ground)) {
                        boolean forgiven = emergency && rule.layer() == Layer.HOSPITAL;
                        all.add(forgiven ? "true" : not(faults(rule)));
                        all.add(rule.effect() instanceof Effect.Cap ? "true" : not(holds(rule)));
                    }
                }
            }
        }
        all.add(answered(ground));
        return SmtTerms.all(all.stream());
    }

    private static boolean binds(Rule rule, Effect.Ground ground) {
        return !ground.lifts().contains(rule.gate()) || rule.evenUnder().contains(ground.name());
    }

    /** The answer tells as much as the lowest cap allows; cut down only where it is looked at, and not below its floor. */
    private String answered(Effect.Ground ground) {
        List<String> ways = new ArrayList<>();
        for (Granularity upTo : Granularity.values()) {
            String notLower = not(capped(ground, 0, upTo.ordinal()));
            String whole = granularity(Fact.DATA_GRANULARITY, upTo);
            ways.add(SmtTerms.all(
                    Stream.of(notLower, whole, granularity(Fact.ANSWER_GRANULARITY, upTo), reduced(false))));
            ways.add(SmtTerms.all(Stream.of(
                    notLower,
                    capped(ground, upTo.ordinal(), upTo.ordinal() + 1),
                    ranked(Fact.DATA_GRANULARITY, upTo.ordinal() + 1, Granularity.values().length),
                    ranked(Fact.DATA_FLOOR, 0, upTo.ordinal() + 1),
                    oneOf(Fact.REQUEST_ACTION, Stream.of(Action.READ, Action.SEARCH)),
                    granularity(Fact.ANSWER_GRANULARITY, upTo),
                    reduced(true))));
        }
        return SmtTerms.any(ways.stream());
    }

    private String capped(Effect.Ground ground, int from, int until) {
        return SmtTerms.any(rulebook.rules().stream()
                .filter(rule -> rule.effect() instanceof Effect.Cap cap
                        && cap.upTo().ordinal() >= from
                        && cap.upTo().ordinal() < until
                        && binds(rule, ground))
                .map(SmtText::holds));
    }

    private String ranked(Fact fact, int from, int until) {
        return SmtTerms.any(Stream.of(Granularity.values())
                .filter(each -> each.ordinal() >= from && each.ordinal() < until)
                .map(each -> granularity(fact, each)));
    }

    private String granularity(Fact fact, Granularity granularity) {
        return terms.equal(fact.attribute(), granularity.name());
    }

    private String reduced(boolean yes) {
        return terms.equal(Fact.ANSWER_REDUCED.attribute(), String.valueOf(yes));
    }
}
