package org.suwen.formats.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.suwen.classification.Granularity;
import org.suwen.classification.IdentityTag;
import org.suwen.decision.CareEpisode;
import org.suwen.decision.Choice;
import org.suwen.decision.ConsentOption;
import org.suwen.decision.ConsentState;
import org.suwen.decision.DeviceBinding;
import org.suwen.decision.Grant;
import org.suwen.decision.ItemTerms;
import org.suwen.decision.Provisions;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;
import org.suwen.formats.yaml.YamlText;

/** Reads a patient of a case. */
final class PatientReader {

    private final String institution;

    PatientReader(String institution) {
        this.institution = institution;
    }

    Patient patient(YamlMap map) {
        var unused = map.only(
                "id",
                "birthDate",
                "conditions",
                "identityTags",
                "episodes",
                "notice",
                "authorisation",
                "consent",
                "grants",
                "devices",
                "account",
                "guardians");
        return new Patient(
                map.text("id"),
                map.find("birthDate").map(node -> node.asText().date()).orElse(LocalDate.of(1980, 1, 1)),
                map.texts("conditions"),
                map.constants("identityTags", IdentityTag.class),
                map.each("episodes", this::episode),
                map.boolOr("notice", true),
                map.boolOr("authorisation", true),
                map.find("consent").map(node -> consent(node.asMap())).orElse(ConsentState.none()),
                map.each("grants", PatientReader::grant),
                map.each("devices", node -> binding(node.asMap())),
                map.findText("account"),
                map.distinctTexts("guardians"));
    }

    CareEpisode episode(YamlNode node) {
        YamlMap map = node.asMap().only("unit", "responsible", "receiving", "start", "end", "institution");
        return new CareEpisode(
                FixtureReader.unit(map.get("unit")),
                map.findText("responsible"),
                map.distinctTexts("receiving"),
                map.find("start").map(at -> at.asText().moment()).orElse(FixtureReader.longAgo()),
                map.find("end").map(at -> at.asText().moment()),
                map.textOr("institution", institution));
    }

    private static ConsentState consent(YamlMap map) {
        var unused = map.only("version", "options", "recipients", "from", "until", "status", "provisions");
        return new ConsentState(
                map.has("version") ? map.whole("version") : 1,
                options(map),
                recipients(map),
                map.find("from").map(at -> at.asText().moment()).orElse(FixtureReader.longAgo()),
                map.find("until").map(at -> at.asText().moment()).orElse(Instant.MAX),
                map.findConstant("status", ConsentState.Status.class).orElse(ConsentState.Status.ACTIVE),
                ItemTerms.NONE,
                Provisions.of(ProvisionReader.provisions(map)));
    }

    static Map<ConsentOption, Choice> options(YamlMap map) {
        Map<ConsentOption, Choice> options = new EnumMap<>(ConsentOption.class);
        map.mapOrEmpty("options")
                .entries()
                .forEach((name, node) -> options.put(
                        new YamlText(node.at(), name, true).constant(ConsentOption.class),
                        node.asText().constant(Choice.class)));
        return options;
    }

    static Map<String, Choice> recipients(YamlMap map) {
        Map<String, Choice> recipients = new LinkedHashMap<>();
        map.mapOrEmpty("recipients")
                .entries()
                .forEach((name, node) -> recipients.put(name, node.asText().constant(Choice.class)));
        return recipients;
    }

    static Grant grant(YamlNode node) {
        YamlMap map = node.asMap().only("actor", "kind", "start", "end", "diseases", "upTo", "reference");
        return new Grant(
                map.text("actor"),
                map.constant("kind", Grant.Kind.class),
                map.find("start").map(at -> at.asText().moment()).orElse(FixtureReader.longAgo()),
                map.get("end").asText().moment(),
                map.distinctTexts("diseases"),
                map.findConstant("upTo", Granularity.class).orElse(Granularity.DETAIL),
                map.textOr("reference", "case"));
    }

    private static DeviceBinding binding(YamlMap map) {
        var unused = map.only("device", "activated", "revoked", "sensorsOn");
        return new DeviceBinding(
                map.text("device"),
                map.boolOr("activated", true),
                map.boolOr("revoked", false),
                map.distinctTexts("sensorsOn"));
    }
}
