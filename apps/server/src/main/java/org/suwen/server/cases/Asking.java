package org.suwen.server.cases;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.suwen.decision.Action;
import org.suwen.decision.Deny;
import org.suwen.decision.Duty;
import org.suwen.decision.Permit;
import org.suwen.decision.Purpose;
import org.suwen.decision.Reason;
import org.suwen.formats.cases.DataItem;
import org.suwen.formats.cases.DataKind;
import org.suwen.formats.cases.Fixture;
import org.suwen.formats.cases.Step;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Gate;
import org.suwen.server.access.RecordQuery;
import org.suwen.server.identity.Caller;
import org.suwen.server.intake.Intake;
import org.suwen.vault.PatientId;
import org.suwen.vault.Sealed;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks the gate and the intake what a case's actors ask. */
final class Asking {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final CaseHospital hospital;
    private final CaseNames names;
    private final CaseCallers callers;
    private final Fixture fixture;
    private final Map<String, String> versions;

    /** {@code versions} are those the models run now. */
    Asking(CaseHospital hospital, CaseNames names, Fixture fixture, Map<String, String> versions) {
        this.hospital = hospital;
        this.names = names;
        this.fixture = fixture;
        this.callers = new CaseCallers(fixture);
        this.versions = versions;
    }

    /** What came, and the decisions it rests on. */
    record Result(Came came, List<Heard> heard) {}

    Result ask(Step.Ask step) {
        Caller caller = callers.of(step.actor(), step.approach());
        Optional<String> software =
                step.approach().software().or(() -> Optional.ofNullable(versions.get(step.actor())));
        Ask ask = question(caller, step.purpose(), step.action())
                .by(software, step.via())
                .confirmed(step.approach().stepUp(), step.approach().warned());
        if (step.body().isPresent()) {
            return write(ask, step, step.body().get());
        }
        if (step.action() == Action.UPDATE) {
            return update(ask, step.target().orElseThrow().data().orElseThrow());
        }
        Optional<String> data = step.target().flatMap(Step.Target::data);
        if (data.isPresent()) {
            CaseNames.Place place = names.place(data.get());
            return answer(ask, hospital.services().gate().read(ask, place.type(), place.id()));
        }
        Optional<DataKind> kind = step.target().flatMap(Step.Target::kind);
        if (kind.filter(DataKind::onCard).isPresent()) {
            return view(ask, names.patient(step.patient()), kind.get().type());
        }
        Optional<String> type = kind.map(DataKind::type);
        var query = new RecordQuery(names.patient(step.patient()), type, Optional.empty(), Gate.PAGE_LIMIT);
        return answer(ask, hospital.services().gate().record(ask, query));
    }

    /** Who did what with a patient's data, or where the consent stands. */
    private Result view(Ask ask, PatientId patient, String type) {
        return switch (hospital.services().gate().view(ask, patient, type)) {
            case Gate.View.Shown shown -> permitted(hospital.heard());
            case Gate.View.Refused refused -> {
                List<Heard> heard = hospital.heard();
                yield new Result(refused(ask.request(), heard), heard);
            }
        };
    }

    private Ask question(Caller caller, Purpose purpose, Action action) {
        return Ask.of(
                caller, purpose, action, "case", hospital.services().asks().newId());
    }

    private Result write(Ask ask, Step.Ask step, DataItem body) {
        String patient = "Patient/" + names.patient(step.patient());
        ObjectNode resource = CaseBundle.resource(body, patient);
        body.unit()
                .map(unit -> names.visits().get(new CaseNames.Visit(step.patient(), unit)))
                .ifPresent(visit -> CaseBundle.join(resource, "Encounter/" + visit));
        String type = resource.path("resourceType").asString("");
        return stored(ask, hospital.services().intake().single(ask, type, JSON.writeValueAsBytes(resource)));
    }

    private Result update(Ask ask, String data) {
        CaseNames.Place place = names.place(data);
        Sealed row = hospital.core().vault().locate(place.type(), place.id()).orElseThrow();
        byte[] body = hospital.core().vault().open(row).body();
        var bundle = new CaseBundle(
                fixture.institution().id(), "Patient/" + row.row().patient());
        bundle.put(place.type(), place.id(), body);
        return stored(ask, hospital.services().intake().transaction(ask, bundle.bytes()));
    }

    Result upload(Step.Upload step) {
        Ask ask = question(callers.device(step.device()), Purpose.COLLECTION, Action.UPLOAD);
        var bundle = new CaseBundle(fixture.institution().id(), "Patient/" + names.patient(step.patient()));
        String now = ZonedDateTime.ofInstant(hospital.clock().instant(), CaseHospital.ZONE)
                .toOffsetDateTime()
                .toString();
        String written = now.length() == "2025-06-10T10:00+08:00".length() ? now.replace("+", ":00+") : now;
        step.readings().forEach((kind, value) -> bundle.reading(kind, value, written));
        return stored(ask, hospital.services().intake().transaction(ask, bundle.bytes()));
    }

    private Result stored(Ask ask, Intake.Result result) {
        return switch (result) {
            case Intake.Result.Refused refused -> answer(ask, refused.refusal());
            case Intake.Result.Before before -> new Result(Came.error("this request was stored before"), List.of());
            case Intake.Result.Done done -> permitted(hospital.heard());
        };
    }

    /** What came of a permitted act: the first permit, with the duties of all. */
    Result permitted(List<Heard> heard) {
        List<Permit> permits = new ArrayList<>();
        for (Heard each : heard) {
            if (each.decision() instanceof Permit permit) {
                permits.add(permit);
            }
        }
        if (permits.isEmpty()) {
            return new Result(Came.error("the act was done and no permit was heard"), heard);
        }
        Came first = Came.of(permits.getFirst(), hospital.rulebook());
        List<Duty> duties = permits.stream()
                .flatMap(permit -> permit.duties().stream())
                .distinct()
                .toList();
        return new Result(
                new Came(
                        first.outcome(),
                        first.ground(),
                        first.basis(),
                        List.of(),
                        duties,
                        first.catalogue(),
                        "",
                        Optional.empty(),
                        Map.of()),
                heard);
    }

    private Result answer(Ask ask, Answer answer) {
        List<Heard> heard = hospital.heard();
        return switch (answer) {
            case Answer.Released released ->
                heard.isEmpty()
                        ? new Result(Came.error("something was released and no decision was heard"), heard)
                        : new Result(Came.of(heard.getLast().decision(), hospital.rulebook()), heard);
            case Answer.Page page -> page(page, heard);
            case Answer.Refused refused -> new Result(refused(ask.request(), heard), heard);
            case Answer.Absent absent -> new Result(refused(ask.request(), heard), heard);
            case Answer.Gone gone -> new Result(Came.error("it was deleted"), heard);
            case Answer.Stale stale -> new Result(Came.error("the page link is stale"), heard);
        };
    }

    /** A refusal as its ledger entry tells it, which has the reasons the caller may not hear. */
    Came refused(UUID request, List<Heard> heard) {
        List<String> reasons = hospital.services()
                .trace()
                .ofRequest(request)
                .map(entry -> entry.account().verdict().reasons())
                .orElse(List.of());
        if (reasons.isEmpty()) {
            return Came.error("a refusal has no entry in the ledger");
        }
        for (Heard each : heard) {
            if (each.decision().withoutRow() instanceof Deny deny
                    && deny.reason().code().equals(reasons.getFirst())) {
                return Came.of(deny, hospital.rulebook());
            }
        }
        Reason reason = hospital.rulebook().reason(reasons.getFirst());
        return Came.refused(reasons, List.of(), reason.text().en());
    }

    private Result page(Answer.Page page, List<Heard> heard) {
        Set<String> shown = new HashSet<>();
        page.resources()
                .forEach(each -> names.data().forEach((name, place) -> {
                    if (place.equals(new CaseNames.Place(each.type(), each.id()))) {
                        shown.add(name);
                    }
                }));
        Set<String> withheld = new HashSet<>();
        page.withheld().forEach(reason -> withheld.add(reason.code()));
        return new Result(permitted(heard).came().with(new Came.Seen(shown, withheld)), heard);
    }
}
