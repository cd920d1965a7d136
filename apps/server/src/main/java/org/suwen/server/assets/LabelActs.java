package org.suwen.server.assets;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.suwen.classification.Evidence;
import org.suwen.classification.Fields;
import org.suwen.classification.Labeller;
import org.suwen.classification.Labelling;
import org.suwen.fhir.FhirScan;
import org.suwen.fhir.InvalidFhirException;
import org.suwen.server.acts.ActOutcome;
import org.suwen.server.acts.Doing;
import org.suwen.server.acts.OfficeActs.Known;
import tools.jackson.databind.JsonNode;

/** Labels a field or a resource as the intake would, and says on which ground (CLS-02 to CLS-19). Nothing is stored. */
public final class LabelActs {

    private static final List<String> RULES = List.of("CLS-02", "CLS-19");

    private final Labeller labeller;
    private final Fields fields;

    /** Labels by these rules. */
    public LabelActs(Labeller labeller, Fields fields) {
        this.labeller = labeller;
        this.fields = fields;
    }

    /** The acts. */
    public List<Known> acts() {
        return List.of(Known.ofAnybody("labels.classify", this::classify));
    }

    private ActOutcome classify(Doing doing) {
        doing.only("field", "age", "resource");
        JsonNode resource = doing.body().path("resource");
        if (doing.find("field").isPresent() == resource.isObject()) {
            throw Doing.fault("name either a `field` or a `resource`");
        }
        Labelling labelling = resource.isObject() ? resource(resource) : field(doing);
        return ActOutcome.told(RULES, view(labelling));
    }

    private Labelling field(Doing doing) {
        OptionalInt age = doing.findWhole("age")
                .map(years -> OptionalInt.of((int) Math.min(years, 200)))
                .orElse(OptionalInt.empty());
        return fields.label(doing.text("field"), age);
    }

    private Labelling resource(JsonNode resource) {
        try {
            FhirScan scan = FhirScan.of(resource.toString().getBytes(StandardCharsets.UTF_8));
            return labeller.label(scan.item());
        } catch (InvalidFhirException invalid) {
            throw Doing.fault("`resource` is no FHIR resource: " + invalid.getMessage());
        }
    }

    static Map<String, Object> view(Labelling labelling) {
        var labels = labelling.labels();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("category", labels.category().name());
        view.put("grade", labels.grade());
        view.put("level", labels.level().name());
        view.put("granularity", labels.granularity().name());
        view.put("floor", labels.floor().name());
        view.put("diseases", List.copyOf(labels.specialDiseases()));
        view.put("classes", List.copyOf(labels.dataClasses()));
        Grading.flags(view, labels.flags());
        view.put(
                "evidence",
                labelling.evidence().stream().map(Evidence::ruleId).distinct().toList());
        view.put("version", labelling.ruleVersion());
        return view;
    }
}
