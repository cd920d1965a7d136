package org.suwen.formats.rulebook;

import static org.suwen.classification.Granularity.DETAIL;
import static org.suwen.classification.Granularity.OVERVIEW;
import static org.suwen.classification.Granularity.SUMMARY;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.suwen.classification.Flag;
import org.suwen.classification.Granularity;
import org.suwen.classification.Level;
import org.suwen.decision.Actor;
import org.suwen.decision.CareEpisode;
import org.suwen.decision.CareUnit;
import org.suwen.decision.Choice;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Grant;
import org.suwen.decision.Licence;
import org.suwen.decision.Request;
import org.suwen.decision.Role;
import org.suwen.decision.Title;

/**
 * Tables A to D of the catalogue with the corrections, written down as they stand and as slowly as they read: how a
 * clinician reads one row. Shares nothing with the rulebook or the engine.
 */
final class NaiveTables {

    private final Request q;
    private final Actor me;
    private final DecisionClass d;
    private final boolean mine;
    private final boolean own;
    private final boolean special;
    private final boolean infectious;
    private final boolean unknown;

    NaiveTables(Request request, DecisionClass data, boolean writtenByMe) {
        q = request;
        me = request.actor();
        d = data;
        mine = writtenByMe && data.origin().authorKind().equals("PERSON");
        own = data.origin().institution().equals(me.institution());
        special = !data.labels().specialDiseases().isEmpty();
        infectious = data.labels().flags().contains(Flag.INFECTIOUS);
        unknown = data.labels().flags().contains(Flag.UNKNOWN_CODE)
                || data.labels().flags().contains(Flag.UNLABELLED);
    }

    /** {@code PERMIT}, {@code REDUCE SUMMARY}, or the main reason of the refusal. */
    String answer() {
        Optional<String> reduced = Optional.empty();
        Optional<String> refused = Optional.empty();
        for (String ground : List.of(
                "RESPONSIBLE",
                "GROUP",
                "DEPARTMENT",
                "SUPERVISOR",
                "AUTHOR",
                "INFECTIOUS",
                "GRANT",
                "SCAN",
                "EMERGENCY")) {
            if (!holds(ground)) {
                continue;
            }
            String answer = under(ground);
            if (answer.equals("PERMIT")) {
                return answer;
            }
            if (answer.startsWith("REDUCE")) {
                reduced = reduced.isPresent() ? reduced : Optional.of(answer);
            } else if (!ground.equals("AUTHOR")) {
                refused = refused.isPresent() ? refused : Optional.of(answer);
            }
        }
        if (reduced.isPresent()) {
            return reduced.get();
        }
        return refused.isPresent() ? refused.get() : gates12("NONE").orElseGet(this::tableB);
    }

    private boolean holds(String ground) {
        boolean doctor = me.role() == Role.DOCTOR;
        boolean ordinaryConsent = choice() == Choice.AGREE && !special;
        return switch (ground) {
            case "RESPONSIBLE" ->
                doctor
                        && own
                        && careOf(e -> inMyDepartment(e) && e.responsible().equals(Optional.of(me.id())));
            case "GROUP" ->
                own && careOf(e -> !e.unit().group().isEmpty() && me.unit().equals(Optional.of(e.unit())));
            case "DEPARTMENT" ->
                own && careOf(e -> e.unit().group().isEmpty() && me.unit().equals(Optional.of(e.unit())));
            case "SUPERVISOR" ->
                doctor
                        && own
                        && careOf(e -> inMyDepartment(e)
                                && e.responsible()
                                        .map(me.subordinates()::contains)
                                        .orElse(false));
            case "AUTHOR" -> own && mine;
            case "INFECTIOUS" -> own && infectious && receiving();
            case "GRANT" -> own && widest(Grant.Kind.CONSULTATION).isPresent();
            case "SCAN" ->
                !own && choice() != Choice.DISAGREE && (widest(Grant.Kind.SCAN).isPresent() || ordinaryConsent);
            default ->
                q.patient().grants().stream()
                        .anyMatch(g -> g.kind() == Grant.Kind.BREAK_GLASS && g.holds(me.id(), q.at()));
        };
    }

    private String under(String ground) {
        Optional<String> early = gates12(ground);
        if (early.isPresent()) {
            return early.get();
        }
        boolean lifted =
                List.of("RESPONSIBLE", "AUTHOR", "INFECTIOUS", "EMERGENCY").contains(ground);
        Granularity asked = d.labels().granularity();
        Granularity cap = lifted ? DETAIL : tableA();
        String capReason = "TITLE_CAP";
        if (ground.equals("GRANT") && widest(Grant.Kind.CONSULTATION).get().compareTo(cap) < 0) {
            cap = widest(Grant.Kind.CONSULTATION).get();
            capReason = "GRANT_SCOPE";
        }
        boolean byAgreement = choice() == Choice.AGREE && !special;
        if (ground.equals("SCAN")
                && !byAgreement
                && widest(Grant.Kind.SCAN).get().compareTo(cap) < 0) {
            cap = widest(Grant.Kind.SCAN).get();
            capReason = "CROSS_ORG_CONSENT";
        }
        boolean reduce = cap.compareTo(asked) < 0;
        if (reduce && cap.compareTo(d.labels().floor()) < 0) {
            return capReason;
        }
        Granularity answer = reduce ? cap : asked;
        if (List.of("GROUP", "DEPARTMENT", "SUPERVISOR", "AUTHOR", "GRANT").contains(ground)) {
            Optional<String> basis = tableC(answer, reduce);
            if (basis.isPresent()) {
                return basis.get();
            }
        }
        if (unknown && (ground.equals("GRANT") || ground.equals("SCAN"))) {
            return "UNCLASSIFIED";
        }
        if (isolated() && !ground.equals("EMERGENCY")) {
            return "ISOLATED";
        }
        return reduce ? "REDUCE " + answer : "PERMIT";
    }

    /** What is set apart is for associate chiefs and chiefs (RGT-12). */
    private boolean isolated() {
        boolean senior = me.role() == Role.DOCTOR
                && me.title()
                        .filter(title -> title.compareTo(Title.ASSOCIATE_CHIEF) >= 0)
                        .isPresent();
        return d.labels().flags().contains(Flag.ISOLATED) && !senior;
    }

    /** Table D and the block state; a second person's vouching and a patient present keep the emergency open. */
    private Optional<String> gates12(String ground) {
        boolean emergency = ground.equals("EMERGENCY");
        boolean vouched = emergency && q.environment().vouched();
        boolean present = q.patient().episodes().stream()
                .anyMatch(
                        e -> e.institution().equals(me.institution()) && e.end().isEmpty());
        if (!me.active()) {
            return Optional.of("ACCOUNT");
        }
        if (q.environment().factorKinds().size() < 2 && !vouched) {
            return Optional.of("AUTH_STRENGTH");
        }
        if (q.environment().idle().toSeconds() >= 600 && !emergency) {
            return Optional.of("SESSION_LOCKED");
        }
        if (!q.environment().address().startsWith("10.8.") && !vouched) {
            return Optional.of("NETWORK");
        }
        return me.blocked() && !(emergency && present) ? Optional.of("BLOCKED") : Optional.empty();
    }

    private Granularity tableA() {
        if (me.role() == Role.NURSE) {
            return special ? OVERVIEW : receiving() ? DETAIL : SUMMARY;
        }
        Title title = me.title().orElse(Title.RESIDENT);
        return !special || title == Title.CHIEF ? DETAIL : title == Title.RESIDENT ? OVERVIEW : SUMMARY;
    }

    private String tableB() {
        if (!own) {
            return "CROSS_ORG_CONSENT";
        }
        if (careOf(e -> e.responsible().map(me.superiors()::contains).orElse(false))) {
            return "NO_UPWARD";
        }
        return careOf(this::inMyDepartment) ? "GROUP" : "DEPARTMENT";
    }

    private Optional<String> tableC(Granularity answer, boolean reduced) {
        boolean notice = q.patient().noticeOnRecord();
        boolean authorised = q.patient().treatmentAuthorisation();
        Level level = reduced ? Level.DEFAULT : d.labels().level();
        if (answer == DETAIL || (level == Level.AUTHORISED && !special)) {
            if (!authorised) {
                return Optional.of("NO_AUTHORISATION");
            }
        } else if (special ? !notice && !authorised : (answer == SUMMARY || level == Level.NOTICE) && !notice) {
            return Optional.of("NO_NOTICE");
        }
        boolean identity = !q.patient().identityTags().isEmpty();
        return identity && !notice && !authorised ? Optional.of("NO_NOTICE") : Optional.empty();
    }

    private boolean receiving() {
        return q.patient().episodes().stream()
                .filter(e -> e.institution().equals(me.institution()) && e.end().isEmpty())
                .anyMatch(e -> e.receiving().contains(me.id())
                        || (inMyDepartment(e) && e.responsible().equals(Optional.of(me.id()))));
    }

    private boolean careOf(java.util.function.Predicate<CareEpisode> wanted) {
        return q.patient().episodes().stream()
                .filter(e -> e.institution().equals(me.institution()))
                .filter(e -> d.unit().isEmpty() || d.unit().get().equals(e.unit()))
                .filter(e -> e.end().isEmpty() || q.at().isBefore(e.end().get().plus(Duration.ofDays(30))))
                .anyMatch(wanted);
    }

    private boolean inMyDepartment(CareEpisode episode) {
        return me.unit()
                .map(CareUnit::department)
                .equals(Optional.of(episode.unit().department()));
    }

    /** Hospital and doctor may each be named in the agreement; one refusal outweighs any agreement. */
    private Choice choice() {
        List<Choice> answers = Stream.concat(
                        Stream.of(me.institution(), me.id()), me.licence().map(Licence::model).stream())
                .map(named -> q.patient().consent().recipient(named, q.at()))
                .toList();
        return answers.contains(Choice.DISAGREE)
                ? Choice.DISAGREE
                : answers.contains(Choice.AGREE) ? Choice.AGREE : Choice.NONE;
    }

    private Optional<Granularity> widest(Grant.Kind kind) {
        return q.patient().grants().stream()
                .filter(g -> g.kind() == kind && g.holds(me.id(), q.at()))
                .filter(g -> g.diseases().containsAll(d.labels().specialDiseases())
                        || (kind == Grant.Kind.CONSULTATION && g.diseases().isEmpty()))
                .map(Grant::upTo)
                .max(Granularity::compareTo);
    }
}
