package org.suwen.server.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.suwen.decision.consent.Defect;
import org.suwen.decision.matter.Matter;
import org.suwen.formats.cases.State;
import org.suwen.formats.cases.Step;
import org.suwen.server.access.Answer;
import org.suwen.server.identity.Caller;
import org.suwen.server.matters.Handled;
import org.suwen.server.matters.Matters;
import org.suwen.vault.PatientId;

/** Matters opened and carried on in a case, over the real services. */
final class MatterSteps {

    private final CaseHospital hospital;
    private final CaseNames names;
    private final CaseCallers callers;
    private final Asking asking;

    MatterSteps(CaseHospital hospital, CaseNames names, CaseCallers callers, Asking asking) {
        this.hospital = hospital;
        this.names = names;
        this.callers = callers;
        this.asking = asking;
    }

    Asking.Result take(Step.MatterStep step) {
        Caller caller = step.actor().map(callers::online).orElseGet(() -> callers.patient(step.patient()));
        PatientId patient = names.patient(step.patient());
        Map<String, String> facts = new TreeMap<>(step.facts());
        if (!step.data().isEmpty()) {
            facts.put(
                    "records",
                    step.data().stream()
                            .map(names::place)
                            .map(place -> place.type() + "/" + place.id())
                            .collect(Collectors.joining(",")));
        }
        Matters matters = hospital.services().matters();
        if (step.step().isEmpty()) {
            return result(matters.open(caller, patient, step.kind(), facts));
        }
        String id = newest(hospital, step.kind(), Optional.of(patient))
                .map(Matter::id)
                .orElse("none");
        return result(
                matters.step(caller, patient, new Matters.Where(id, step.step().get()), facts));
    }

    /** The newest matter of a kind: that opened last, of those opened at one time the one stored under the last id. */
    private static Optional<Matter> newest(CaseHospital hospital, String kind, Optional<PatientId> patient) {
        return hospital.services().matters().all().stream()
                .filter(each -> each.kind().equals(kind))
                .filter(each ->
                        patient.map(id -> id.toString().equals(each.patient())).orElse(true))
                .max(java.util.Comparator.comparing(
                        each -> each.history().getFirst().at()));
    }

    private Asking.Result result(Handled handled) {
        List<Heard> heard = hospital.heard();
        return switch (handled) {
            case Handled.Done done when done.answer().isEmpty() -> asking.permitted(heard);
            case Handled.Done done -> refused(done.answer(), heard);
            case Handled.Invalid invalid -> refused(invalid.defects(), heard);
            case Handled.Unknown unknown -> new Asking.Result(Came.error("there is no such matter"), heard);
            case Handled.Refused refused
            when refused.refusal() instanceof Answer.Refused told ->
                new Asking.Result(asking.refused(told.trail().decision(), heard), heard);
            case Handled.Refused hidden ->
                throw new IllegalStateException("a matter was answered as if there were no patient");
        };
    }

    private static Asking.Result refused(List<Defect> defects, List<Heard> heard) {
        List<String> rules = defects.stream().map(Defect::rule).distinct().toList();
        return new Asking.Result(Came.refused(List.of("INCOMPLETE"), rules, defects.toString()), heard);
    }

    /** What differs from a matter that is expected. */
    static Optional<String> difference(CaseHospital hospital, CaseNames names, State.MatterState wanted) {
        Optional<Matter> found =
                newest(hospital, wanted.kind(), wanted.patient().map(names::patient));
        boolean fits = found.filter(each ->
                        wanted.stage().map(each.stage()::equals).orElse(true)
                                && wanted.due()
                                        .map(due -> each.due().equals(Optional.of(due)))
                                        .orElse(true)
                                && wanted.facts().entrySet().stream()
                                        .allMatch(fact -> each.facts()
                                                .getOrDefault(fact.getKey(), "")
                                                .contains(fact.getValue())))
                .isPresent();
        return fits
                ? Optional.empty()
                : Optional.of("expected a matter as " + wanted + ", came "
                        + found.map(Matter::toString).orElse("none"));
    }
}
