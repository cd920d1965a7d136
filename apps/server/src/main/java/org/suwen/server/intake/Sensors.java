package org.suwen.server.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.suwen.classification.Coding;
import org.suwen.classification.Item;
import org.suwen.classification.Labeller;
import org.suwen.decision.Duty;
import org.suwen.fhir.FhirScan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Leaves out of an upload, before anything is stored, what the patient has switched off (SEN-08).
 *
 * <p>A sensor is named by the data class it fills, for instance {@code HEART_RATE}. What is of no class that is switched on is left out, so that an unknown measurement never slips in (I2).
 */
final class Sensors {

    private static final String POSITION = "http://hl7.org/fhir/StructureDefinition/geolocation";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Set<String> on;
    private final Labeller labeller;

    Sensors(Set<String> on, Labeller labeller) {
        this.on = Set.copyOf(on);
        this.labeller = labeller;
    }

    /** The sensors that duties let through. */
    static Sensors of(List<Duty> limits, Labeller labeller) {
        Set<String> on = new HashSet<>();
        limits.forEach(duty -> on.addAll(
                Arrays.asList(duty.parameters().getOrDefault("keep", "").split(","))));
        on.remove("");
        return new Sensors(on, labeller);
    }

    /** The pieces that may be stored, without the parts that may not. */
    List<Piece> kept(List<Piece> pieces, Labelled labelled) {
        List<Piece> kept = new ArrayList<>();
        for (Piece piece : pieces) {
            if (allowed(labelled.own(piece).dataClasses())) {
                kept.add(piece.type().equals("Observation") ? withoutHidden(piece) : piece);
            }
        }
        return kept;
    }

    private boolean allowed(Set<String> dataClasses) {
        return dataClasses.stream().anyMatch(on::contains);
    }

    private Piece withoutHidden(Piece piece) {
        ObjectNode root = (ObjectNode) JSON.readTree(piece.json());
        boolean changed = false;
        if (root.get("component") instanceof ArrayNode components) {
            int before = components.size();
            components.removeIf(component -> !allowed(classesOf(component.path("code"))));
            changed = components.size() != before;
            if (components.isEmpty()) {
                root.remove("component");
            }
        }
        if (!on.contains("LOCATION") && root.get("extension") instanceof ArrayNode extensions) {
            int before = extensions.size();
            extensions.removeIf(each -> each.path("url").asString("").equals(POSITION));
            changed |= extensions.size() != before;
            if (extensions.isEmpty()) {
                root.remove("extension");
            }
        }
        if (!changed) {
            return piece;
        }
        byte[] json = JSON.writeValueAsBytes(root);
        return new Piece(piece.type(), piece.id(), piece.version(), json, FhirScan.of(json));
    }

    private Set<String> classesOf(JsonNode code) {
        List<Coding> codings = new ArrayList<>();
        for (JsonNode each : code.path("coding")) {
            codings.add(new Coding(
                    "code.coding",
                    each.path("system").asString(""),
                    each.path("code").asString("")));
        }
        return labeller.label(Item.of("Observation", codings)).labels().dataClasses();
    }
}
