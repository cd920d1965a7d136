package org.suwen.server.intake;

import java.util.ArrayList;
import java.util.List;
import org.suwen.fhir.FhirScan;
import org.suwen.vault.Bindings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which identifiers of a Patient make it findable, by blind token (D9).
 *
 * @param residentId system of resident identity numbers
 * @param recordNumber system of the institution's medical record numbers
 */
public record IdentitySystems(String residentId, String recordNumber) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The systems of the demo hospital. */
    public static IdentitySystems standard() {
        return new IdentitySystems("https://suwen.org/fhir/resident-id", "https://suwen.org/fhir/record-number");
    }

    /** A kind of identity with its value. */
    record Identity(String kind, String value) {}

    List<Identity> of(FhirScan scan) {
        List<Identity> found = new ArrayList<>();
        for (FhirScan.Identifier each : scan.identifiers()) {
            if (each.system().equals(residentId)) {
                found.add(new Identity("ID_NUMBER", each.value()));
            } else if (each.system().equals(recordNumber)) {
                found.add(new Identity("RECORD_NUMBER", each.value()));
            }
        }
        return found;
    }

    /** Phone numbers of a Patient; several people may share one, so they find and do not identify. */
    static List<String> phones(byte[] patient) {
        List<String> phones = new ArrayList<>();
        for (JsonNode telecom : JSON.readTree(patient).path("telecom")) {
            if (telecom.path("system").asString("").equals("phone")) {
                phones.add(telecom.path("value").asString(""));
            }
        }
        return phones;
    }

    /** The identity as the vault binds it; an empty value is refused before anything is entered. */
    static Bindings.Identity binding(Identity written, boolean exclusive) {
        try {
            return new Bindings.Identity(written.kind(), written.value(), exclusive);
        } catch (IllegalArgumentException empty) {
            throw RefusedInputException.of(
                    422,
                    "value",
                    exclusive ? "Patient.identifier" : "Patient.telecom",
                    "an identifying value is empty");
        }
    }
}
