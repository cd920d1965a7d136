package org.suwen.formats.cases;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.suwen.decision.Action;
import org.suwen.decision.ConsentState;
import org.suwen.decision.Purpose;
import org.suwen.decision.Study;
import org.suwen.decision.Title;
import org.suwen.decision.consent.ConsentAct;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;
import org.suwen.formats.yaml.YamlText;

/** Reads the steps of a case. */
final class StepReader {

    private static final List<String> KINDS = List.of(
            "ask",
            "signIn",
            "consent",
            "capture",
            "withdraw",
            "consentEvent",
            "matter",
            "at",
            "wait",
            "staff",
            "patient",
            "breakGlass",
            "statement",
            "upload",
            "device",
            "grant",
            "study",
            "model",
            "fault",
            "restart",
            "administer",
            "office",
            "classify",
            "expectState");

    /** Steps that are answered. */
    private static final List<String> ANSWERING = List.of(
            "ask",
            "signIn",
            "breakGlass",
            "statement",
            "upload",
            "administer",
            "capture",
            "withdraw",
            "consentEvent",
            "office",
            "classify",
            "matter");

    /** Changes by a patient, which may be refused. */
    private static final List<String> CHANGING = List.of("consent", "device");

    private final Fixture fixture;
    private final ExpectReader expects = new ExpectReader();

    StepReader(Fixture fixture) {
        this.fixture = fixture;
    }

    Step step(YamlNode node) {
        YamlMap map = node.asMap();
        List<String> found = KINDS.stream().filter(map::has).toList();
        if (found.size() != 1) {
            throw map.fault("a step is exactly one of " + String.join(", ", KINDS));
        }
        String kind = found.get(0);
        YamlNode body = map.get(kind);
        Expect expect = expects.expect(map.only(kind, "expect"));
        boolean answers = ANSWERING.contains(kind);
        if (map.has("expect") != answers && !CHANGING.contains(kind)) {
            throw map.fault(answers ? "`" + kind + "` needs `expect`" : "`" + kind + "` has no `expect`");
        }
        return switch (kind) {
            case "ask" -> ask(body.asMap(), expect);
            case "signIn" -> signIn(body.asMap(), expect);
            case "breakGlass" -> breakGlass(body.asMap(), expect);
            case "statement" -> statement(body.asMap(), expect);
            case "upload" -> upload(body.asMap(), expect);
            case "administer" -> administer(body.asMap(), expect);
            case "office" -> OfficeReader.office(body.asMap(), expect);
            case "classify" -> OfficeReader.classify(body.asMap(), expect);
            case "capture" ->
                CaptureReader.capture(body.asMap(), known(body.asMap().get("patient"), patients(), "patient"), expect);
            case "withdraw" -> withdraw(body.asMap().only("actor", "patient", "items"), expect);
            case "consentEvent" ->
                consentEvent(body.asMap().only("actor", "patient", "kind", "until", "items", "changes"), expect);
            case "matter" ->
                MatterReader.step(
                        body.asMap(), known(body.asMap().get("patient"), patients(), "patient"), data(), expect);
            case "at" -> new Step.ClockTo(body.at(), body.asText().moment());
            case "wait" -> new Step.Wait(body.at(), body.asText().duration());
            case "fault" -> new Step.Fault(body.at(), body.asText().constant(Step.FaultKind.class));
            case "restart" -> restart(body.asText());
            case "expectState" -> new Step.ExpectState(body.at(), expects.state(body.asMap()));
            case "consent" -> consent(body.asMap(), map.has("expect") ? Optional.of(expect) : Optional.empty());
            case "device" -> device(body.asMap(), map.has("expect") ? Optional.of(expect) : Optional.empty());
            default -> change(kind, body.asMap());
        };
    }

    private Step change(String kind, YamlMap body) {
        return switch (kind) {
            case "staff" -> staff(body);
            case "patient" -> patient(body);
            case "grant" -> grant(body);
            case "study" -> study(body.only("id", "state"));
            case "model" -> model(body.only("id", "active", "version"));
            default -> throw body.fault("`" + kind + "` is no change");
        };
    }

    private Step.Ask ask(YamlMap map, Expect expect) {
        var unused = map.only(
                "actor",
                "via",
                "action",
                "patient",
                "data",
                "kind",
                "body",
                "purpose",
                "from",
                "factors",
                "idle",
                "vouchedBy",
                "software",
                "stepUp",
                "warned");
        String patient = known(map.get("patient"), patients(), "patient");
        return new Step.Ask(
                map.at(),
                map.text("actor"),
                map.findText("via"),
                map.findConstant("action", Action.class).orElse(Action.READ),
                patient,
                target(map),
                map.find("body")
                        .map(body -> new DataReader(fixture.institution().id()).item(body.asMap(), "body", patient)),
                map.findConstant("purpose", Purpose.class).orElse(Purpose.TREATMENT),
                approach(map),
                expect);
    }

    private Optional<Step.Target> target(YamlMap map) {
        if (map.has("data") && map.has("kind")) {
            throw map.fault("a step names `data` or `kind`, not both");
        }
        Optional<String> data = map.find("data").map(node -> known(node, data(), "data"));
        Optional<DataKind> kind = map.find("kind").map(DataReader::kind);
        return data.isEmpty() && kind.isEmpty() ? Optional.empty() : Optional.of(new Step.Target(data, kind));
    }

    private Step.Approach approach(YamlMap map) {
        return new Step.Approach(
                map.textOr("from", Step.Approach.USUAL.from()),
                map.has("factors") ? map.distinctTexts("factors") : Step.Approach.USUAL.factors(),
                map.find("idle").map(node -> node.asText().duration()).orElse(Step.Approach.USUAL.idle()),
                map.findText("vouchedBy"),
                map.findText("software"),
                map.boolOr("stepUp", false),
                map.boolOr("warned", false));
    }

    private static Step.SignIn signIn(YamlMap map, Expect expect) {
        var unused = map.only("actor", "factors");
        return new Step.SignIn(map.at(), map.text("actor"), map.distinctTexts("factors"), expect);
    }

    private Step.BreakGlass breakGlass(YamlMap map, Expect expect) {
        var unused = map.only(
                "actor",
                "patient",
                "situation",
                "reason",
                "from",
                "factors",
                "idle",
                "vouchedBy",
                "software",
                "stepUp",
                "warned");
        return new Step.BreakGlass(
                map.at(),
                map.text("actor"),
                known(map.get("patient"), patients(), "patient"),
                map.textOr("situation", "RESUSCITATION"),
                map.text("reason"),
                approach(map),
                expect);
    }

    private Step.Statement statement(YamlMap map, Expect expect) {
        var unused = map.only("actor", "patient", "text");
        return new Step.Statement(
                map.at(),
                map.text("actor"),
                known(map.get("patient"), patients(), "patient"),
                map.text("text"),
                expect);
    }

    private Step.Upload upload(YamlMap map, Expect expect) {
        var unused = map.only("device", "patient", "readings");
        Map<DataKind, String> readings = new EnumMap<>(DataKind.class);
        map.get("readings")
                .asMap()
                .entries()
                .forEach((word, node) -> readings.put(
                        DataReader.kind(new YamlText(node.at(), word, true)),
                        node.asText().value()));
        return new Step.Upload(
                map.at(), map.text("device"), known(map.get("patient"), patients(), "patient"), readings, expect);
    }

    private static Step.Administer administer(YamlMap map, Expect expect) {
        Map<String, String> parameters = new LinkedHashMap<>();
        map.only(
                        "act",
                        "ageMonths",
                        "classes",
                        "actor",
                        "password",
                        "account",
                        "address",
                        "patient",
                        "mode",
                        "tls",
                        "changed",
                        "second")
                .entries()
                .forEach((name, node) -> {
                    if (!name.equals("act")) {
                        parameters.put(name, node.asText().value());
                    }
                });
        return new Step.Administer(map.at(), map.constant("act", Step.Act.class), parameters, expect);
    }

    private Step.ConsentChange consent(YamlMap map, Optional<Expect> expect) {
        var unused = map.only("patient", "by", "options", "recipients", "status", "until", "provisions");
        return new Step.ConsentChange(
                map.at(),
                known(map.get("patient"), patients(), "patient"),
                map.findText("by"),
                PatientReader.options(map),
                PatientReader.recipients(map),
                map.findConstant("status", ConsentState.Status.class),
                map.find("until").map(node -> node.asText().moment()),
                expect,
                ProvisionReader.provisions(map));
    }

    private Step.Withdrawal withdraw(YamlMap map, Expect expect) {
        return new Step.Withdrawal(
                map.at(),
                map.findText("actor"),
                known(map.get("patient"), patients(), "patient"),
                map.distinctTexts("items"),
                expect);
    }

    private Step.ConsentEvent consentEvent(YamlMap map, Expect expect) {
        return new Step.ConsentEvent(
                map.at(),
                map.findText("actor"),
                known(map.get("patient"), patients(), "patient"),
                map.constant("kind", ConsentAct.Kind.class),
                map.find("until").map(node -> node.asText().moment()),
                map.distinctTexts("items"),
                map.distinctTexts("changes"),
                expect);
    }

    private static Step.StaffChange staff(YamlMap map) {
        var unused = map.only("id", "title", "unit", "superiors", "roster", "active");
        return new Step.StaffChange(
                map.at(),
                map.text("id"),
                map.findConstant("title", Title.class),
                map.find("unit").map(FixtureReader::unit),
                map.find("superiors").map(node -> node.asList().distinctTexts()),
                map.find("roster").map(node -> node.asList().each(FixtureReader::shift)),
                map.find("active").map(node -> node.asText().bool()));
    }

    private Step.PatientChange patient(YamlMap map) {
        var unused = map.only("id", "notice", "authorisation", "episodes");
        PatientReader reader = new PatientReader(fixture.institution().id());
        return new Step.PatientChange(
                map.at(),
                known(map.get("id"), patients(), "patient"),
                map.find("notice").map(node -> node.asText().bool()),
                map.find("authorisation").map(node -> node.asText().bool()),
                map.find("episodes").map(node -> node.asList().each(reader::episode)));
    }

    private Step.DeviceChange device(YamlMap map, Optional<Expect> expect) {
        var unused = map.only("patient", "by", "id", "activated", "revoked", "sensorsOn");
        return new Step.DeviceChange(
                map.at(),
                known(map.get("patient"), patients(), "patient"),
                map.findText("by"),
                map.text("id"),
                map.find("activated").map(node -> node.asText().bool()),
                map.find("revoked").map(node -> node.asText().bool()),
                map.find("sensorsOn").map(node -> node.asList().distinctTexts()),
                expect);
    }

    private Step.GrantGiven grant(YamlMap map) {
        Map<String, YamlNode> entries = new LinkedHashMap<>(map.entries());
        String patient = known(map.get("patient"), patients(), "patient");
        entries.remove("patient");
        return new Step.GrantGiven(map.at(), patient, PatientReader.grant(new YamlMap(map.at(), entries)));
    }

    private static Step.StudyChange study(YamlMap map) {
        return new Step.StudyChange(map.at(), map.text("id"), map.constant("state", Study.State.class));
    }

    private static Step.ModelChange model(YamlMap map) {
        return new Step.ModelChange(
                map.at(),
                map.text("id"),
                map.find("active").map(node -> node.asText().bool()),
                map.findText("version"));
    }

    private static Step.Restart restart(YamlText text) {
        if (!text.bool()) {
            throw text.fault("`restart` is always `true`");
        }
        return new Step.Restart(text.at());
    }

    private Set<String> patients() {
        return fixture.patients().stream().map(Patient::id).collect(Collectors.toSet());
    }

    private Set<String> data() {
        return fixture.data().stream().map(DataItem::id).collect(Collectors.toSet());
    }

    private static String known(YamlNode node, Set<String> ids, String what) {
        String id = node.asText().value();
        if (!ids.contains(id)) {
            throw node.fault("there is no " + what + " `" + id + "` in this case");
        }
        return id;
    }
}
