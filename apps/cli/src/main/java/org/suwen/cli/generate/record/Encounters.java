package org.suwen.cli.generate.record;

import org.suwen.cli.generate.record.Directory.Care;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts every encounter of the hospital has: PPRF is the responsible doctor, ATND the receiving staff. */
final class Encounters {

    private Encounters() {}

    static ArrayNode participants(Care care) {
        return Fhir.array(
                participant("PPRF", care.responsible().reference()),
                participant("ATND", care.nurse().reference()));
    }

    static ArrayNode location(Care care) {
        ObjectNode location = Fhir.object();
        location.set("location", Fhir.object().put("display", care.unitName()));
        return Fhir.array(location);
    }

    private static ObjectNode participant(String type, ObjectNode who) {
        ObjectNode participant = Fhir.object();
        participant.set("type", Fhir.array(Fhir.concept(Fhir.hl7("v3-ParticipationType", type))));
        participant.set("individual", who);
        return participant;
    }
}
