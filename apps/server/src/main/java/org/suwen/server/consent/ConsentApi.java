package org.suwen.server.consent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Action;
import org.suwen.decision.Choice;
import org.suwen.decision.ConsentState;
import org.suwen.decision.DeviceBinding;
import org.suwen.decision.Text;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Changes;
import org.suwen.server.access.Gate;
import org.suwen.server.access.PatientCard;
import org.suwen.server.access.Refusal;
import org.suwen.server.access.Registers;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.web.Problem;
import org.suwen.vault.PatientId;

/** The patient's consent and device switches over HTTP. */
@RestController
@RequestMapping("/api/patients/{patient}")
public class ConsentApi {

    private final ConsentDesk desk;
    private final Gate gate;
    private final Asks asks;
    private final Agreement agreement;
    private final Parties parties;

    /** The interface of {@code desk}. */
    public ConsentApi(ConsentDesk desk, Gate gate, Asks asks, Agreement agreement, Parties parties) {
        this.desk = desk;
        this.gate = gate;
        this.asks = asks;
        this.agreement = agreement;
        this.parties = parties;
    }

    /** One option with the choice that stands. */
    public record OptionView(String code, Agreement.Scope scope, Text title, Text text, Choice choice) {}

    /** One recipient of AGR-22's list. */
    public record RecipientView(String id, Text name, Text purpose, Choice choice) {}

    /** One licensed assistant. */
    public record AssistantView(String id, Text name, String department, Choice choice) {}

    /** The consent page. */
    public record ConsentView(
            long version,
            List<OptionView> options,
            List<RecipientView> recipients,
            List<AssistantView> assistants,
            Text care) {}

    /** What the patient wants changed, on the version the page showed. */
    public record ConsentChange(long version, List<ConsentDesk.Wanted> changes) {}

    /** The consent page of a patient. */
    @GetMapping("/consents")
    public ConsentView consents(@RequestCaller Caller caller, @PathVariable("patient") String patient) {
        return switch (gate.view(asks.of(caller, Action.READ, "consent.view"), Parties.patient(patient), "Consent")) {
            case Gate.View.Refused refused -> throw Refusal.of(refused.refusal());
            case Gate.View.Shown shown -> view(shown.version(), shown.card());
        };
    }

    /** Changes consent; 409 with the page as it stands when somebody changed it meanwhile. */
    @PutMapping("/consents")
    public ResponseEntity<ConsentView> change(
            @RequestCaller Caller caller, @PathVariable("patient") String patient, @RequestBody ConsentChange change) {
        PatientId id = Parties.patient(patient);
        check(change);
        return switch (desk.change(caller, id, change.version(), change.changes())) {
            case Filed.Refused refused -> throw Refusal.of(refused.refusal());
            case Filed.Moved moved ->
                ResponseEntity.status(HttpStatus.CONFLICT)
                        .body(consents(caller, patient)); // a release like any other (I1)
            case Filed.Invalid invalid -> throw Invalid.problem(invalid);
            case Filed.Done done ->
                ResponseEntity.ok(view(done.change().version(), done.change().card()));
        };
    }

    private void check(ConsentChange change) {
        if (change.changes() == null
                || change.changes().isEmpty()
                || change.changes().size() > 50) {
            throw Problem.badRequest("请给出 1 到 50 项选择", "give 1 to 50 choices in `changes`");
        }
        for (ConsentDesk.Wanted each : change.changes()) {
            boolean known = each.kind() != null
                    && each.code() != null
                    && each.choice() != null
                    && switch (each.kind()) {
                        case OPTION ->
                            agreement.options().stream()
                                    .anyMatch(option -> option.code().name().equals(each.code()));
                        case RECIPIENT -> parties.recipient(each.code()).isPresent();
                        case ASSISTANT ->
                            parties.assistants().stream()
                                    .anyMatch(model -> model.id().equals(each.code()));
                    };
            if (!known || each.choice() == Choice.NONE) {
                throw Problem.badRequest(
                        "选择项无法识别", "each change has a `kind`, a known `code` and the `choice` AGREE or DISAGREE");
            }
        }
    }

    private ConsentView view(long version, PatientCard card) {
        ConsentState state = card.consent();
        List<OptionView> options = agreement.options().stream()
                .map(option -> new OptionView(
                        option.code().name(),
                        option.scope(),
                        option.title(),
                        option.text(),
                        state.options().getOrDefault(option.code(), Choice.NONE)))
                .toList();
        List<RecipientView> recipients = parties.recipients().stream()
                .map(party -> new RecipientView(
                        party.id(),
                        party.name(),
                        party.purpose(),
                        state.recipients().getOrDefault(party.id(), Choice.NONE)))
                .toList();
        List<AssistantView> assistants = parties.assistants().stream()
                .map(model -> assistant(model, state))
                .toList();
        return new ConsentView(version, options, recipients, assistants, agreement.care());
    }

    private static AssistantView assistant(Registers.Model model, ConsentState state) {
        String departments = String.join(", ", new TreeSet<>(model.licence().departments()));
        return new AssistantView(
                model.id(), model.name(), departments, state.recipients().getOrDefault(model.id(), Choice.NONE));
    }

    /** One sensor of a device. */
    public record SensorView(String code, Text title, boolean on) {}

    /** One device. */
    public record DeviceView(String id, String name, String kind, boolean activated, List<SensorView> sensors) {}

    /** The devices page. */
    public record DevicesView(List<DeviceView> devices) {}

    /** What the patient wants a device to do. */
    public record DeviceChange(boolean activated, Map<String, Boolean> sensors) {}

    /** The devices of a patient. */
    @GetMapping("/devices")
    public DevicesView devices(@RequestCaller Caller caller, @PathVariable("patient") String patient) {
        return devices(devicesOf(caller, Parties.patient(patient)));
    }

    private List<DeviceBinding> devicesOf(Caller caller, PatientId patient) {
        return switch (gate.view(asks.of(caller, Action.READ, "device.view"), patient, "Device")) {
            case Gate.View.Refused refused -> throw Refusal.of(refused.refusal());
            case Gate.View.Shown shown -> shown.card().devices();
        };
    }

    /** Switches a device and its sensors. */
    @PutMapping("/devices/{device}")
    public DevicesView switchDevice(
            @RequestCaller Caller caller,
            @PathVariable("patient") String patient,
            @PathVariable("device") String device,
            @RequestBody DeviceChange change) {
        PatientId id = Parties.patient(patient);
        DeviceBinding now = devicesOf(caller, id).stream()
                .filter(each -> each.device().equals(device))
                .findFirst()
                .orElseThrow(Problem::notFound);
        Set<String> on = new TreeSet<>(now.sensorsOn());
        if (change.sensors() != null) {
            change.sensors().forEach((sensor, wanted) -> {
                if (wanted) {
                    on.add(sensor);
                } else {
                    on.remove(sensor);
                }
            });
        }
        var wanted = new DeviceBinding(device, change.activated(), now.revoked(), on);
        return switch (desk.switchDevice(caller, id, wanted)) {
            case Changes.Outcome.Refused refused -> throw Refusal.of(refused.refusal());
            case Changes.Outcome.Moved moved -> devices(caller, patient);
            case Changes.Outcome.Done done -> devices(done.card().devices());
        };
    }

    private DevicesView devices(List<DeviceBinding> bindings) {
        return new DevicesView(bindings.stream().map(this::device).toList());
    }

    private DeviceView device(DeviceBinding binding) {
        Parties.Device kind = parties.device(binding.device());
        List<SensorView> sensors = kind.sensors().stream()
                .map(sensor -> new SensorView(
                        sensor.code(), sensor.title(), binding.sensorsOn().contains(sensor.code())))
                .toList();
        return new DeviceView(binding.device(), kind.name().zh(), kind.kind(), binding.activated(), sensors);
    }
}
