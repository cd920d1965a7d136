package org.suwen.formats.cases;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.suwen.decision.CareUnit;
import org.suwen.decision.Licence;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.decision.Study;
import org.suwen.decision.Title;
import org.suwen.decision.condition.Network;
import org.suwen.decision.condition.Value;
import org.suwen.formats.yaml.YamlList;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;
import org.suwen.formats.yaml.YamlText;

/** Reads the situation a case starts from. */
final class FixtureReader {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final YamlMap map;
    private final String institution;

    FixtureReader(YamlMap map) {
        this.map = map.only(
                "clock",
                "institution",
                "otherInstitutions",
                "recipients",
                "departments",
                "staff",
                "patients",
                "data",
                "models",
                "devices",
                "studies",
                "parameters");
        this.institution = map.get("institution").asMap().text("id");
    }

    Fixture read() {
        Fixture fixture = new Fixture(
                map.get("clock").asText().moment(),
                institution(map.get("institution").asMap()),
                map.texts("otherInstitutions"),
                map.each("recipients", node -> recipient(node.asMap())),
                map.each("departments", node -> department(node.asMap())),
                map.each("staff", node -> staff(node.asMap())),
                map.each("patients", node -> new PatientReader(institution).patient(node.asMap())),
                map.each("data", node -> new DataReader(institution).item(node.asMap())),
                map.each("models", node -> model(node.asMap())),
                map.each("devices", node -> device(node.asMap())),
                map.each("studies", node -> study(node.asMap())),
                parameters());
        checkReferences(fixture);
        return fixture;
    }

    private void checkReferences(Fixture fixture) {
        Set<String> patients = new HashSet<>();
        fixture.patients().forEach(patient -> patients.add(patient.id()));
        for (YamlNode node : map.has("data") ? map.get("data").asList().items() : List.<YamlNode>of()) {
            YamlNode patient = node.asMap().get("patient");
            if (!patients.contains(patient.asText().value())) {
                throw patient.fault("there is no patient `" + patient.asText().value() + "` in this case");
            }
        }
    }

    private static Fixture.Institution institution(YamlMap map) {
        var unused = map.only("id", "networks", "workingHours");
        return new Fixture.Institution(
                map.text("id"), map.texts("networks"), map.each("workingHours", node -> hours(node.asMap())));
    }

    private static Fixture.WorkingHours hours(YamlMap map) {
        var unused = map.only("days", "from", "to");
        return new Fixture.WorkingHours(
                map.constants("days", DayOfWeek.class), time(map.get("from")), time(map.get("to")));
    }

    private static LocalTime time(YamlNode node) {
        try {
            return LocalTime.parse(node.asText().value());
        } catch (DateTimeException e) {
            throw node.fault("a time like \"08:00\" is needed here");
        }
    }

    private static Fixture.Recipient recipient(YamlMap map) {
        var unused = map.only("id", "purpose", "country");
        return new Fixture.Recipient(map.text("id"), map.textOr("purpose", "as agreed"), map.textOr("country", ""));
    }

    private static Fixture.Department department(YamlMap map) {
        var unused = map.only("id", "groups");
        return new Fixture.Department(map.text("id"), map.texts("groups"));
    }

    private Fixture.Staff staff(YamlMap map) {
        var unused = map.only("id", "role", "title", "unit", "institution", "superiors", "roster", "study", "active");
        return new Fixture.Staff(
                map.text("id"),
                map.constant("role", Role.class),
                map.findConstant("title", Title.class),
                map.find("unit").map(FixtureReader::unit),
                map.textOr("institution", institution),
                map.distinctTexts("superiors"),
                map.each("roster", FixtureReader::shift),
                map.findText("study"),
                map.boolOr("active", true));
    }

    /** A unit: {@code GE/HB}, or {@code CA} for a department without groups. */
    static CareUnit unit(YamlNode node) {
        String text = node.asText().value();
        int slash = text.indexOf('/');
        return slash < 0 ? CareUnit.of(text) : new CareUnit(text.substring(0, slash), text.substring(slash + 1));
    }

    static Fixture.Shift shift(YamlNode node) {
        YamlMap map = node.asMap().only("from", "to");
        return new Fixture.Shift(
                map.get("from").asText().moment(), map.get("to").asText().moment());
    }

    private static Fixture.Model model(YamlMap map) {
        var unused = map.only("id", "version", "licence");
        String id = map.text("id");
        return new Fixture.Model(id, map.text("version"), map.find("licence").map(node -> licence(id, node.asMap())));
    }

    private static Licence licence(String model, YamlMap map) {
        var unused = map.only("version", "departments", "dataClasses", "purposes", "stage", "active");
        return new Licence(
                model,
                map.text("version"),
                map.distinctTexts("departments"),
                map.distinctTexts("dataClasses"),
                map.constants("purposes", Purpose.class),
                map.constant("stage", Licence.Stage.class),
                map.boolOr("active", true));
    }

    private static Fixture.Device device(YamlMap map) {
        var unused = map.only("id", "kind");
        return new Fixture.Device(map.text("id"), map.textOr("kind", "wearable"));
    }

    private static Fixture.StudyFixture study(YamlMap map) {
        var unused = map.only(
                "id",
                "state",
                "deidentifiedOnly",
                "waiver",
                "subjectsTraceable",
                "waiverApproved",
                "geneticPermit",
                "databaseLocked");
        String id = map.text("id");
        Study study = new Study(
                id,
                map.constant("state", Study.State.class),
                map.boolOr("deidentifiedOnly", false),
                map.findConstant("waiver", Study.Waiver.class).orElse(Study.Waiver.NONE),
                map.boolOr("subjectsTraceable", true),
                map.boolOr("waiverApproved", false),
                map.boolOr("geneticPermit", false),
                map.boolOr("databaseLocked", false));
        return new Fixture.StudyFixture(id, study);
    }

    private Map<String, Value> parameters() {
        Map<String, Value> values = new LinkedHashMap<>();
        map.mapOrEmpty("parameters").entries().forEach((name, node) -> values.put(name, value(node)));
        return values;
    }

    /** The value's form tells its type: true, 3, 10m, a list of networks or words, a word. */
    private static Value value(YamlNode node) {
        if (node instanceof YamlList list) {
            boolean networks = list.texts().stream().anyMatch(text -> text.indexOf('/') >= 0);
            return networks
                    ? new Value.Networks(list.each(FixtureReader::network))
                    : new Value.Words(new TreeSet<>(list.texts()));
        }
        YamlText text = node.asText();
        if (text.plain() && (text.value().equals("true") || text.value().equals("false"))) {
            return new Value.Flag(text.bool());
        }
        if (text.plain() && text.value().matches("[0-9]+")) {
            return new Value.Whole(text.whole());
        }
        return text.plain() && text.value().matches("[0-9]+(ms|s|m|h|d)")
                ? new Value.Span(text.duration())
                : new Value.Word(text.value());
    }

    private static Network network(YamlNode node) {
        try {
            return Network.of(node.asText().value());
        } catch (IllegalArgumentException e) {
            throw node.fault("`" + node.asText().value() + "` is no network; write it like 10.8.0.0/16");
        }
    }

    static Instant longAgo() {
        return LONG_AGO;
    }
}
