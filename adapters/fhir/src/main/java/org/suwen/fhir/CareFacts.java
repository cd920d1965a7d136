package org.suwen.fhir;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What an Encounter says about the care relation (DOC-12, DOC-16, DOC-29).
 *
 * @param unit the care unit as written, for instance {@code GE/HB} or {@code CA}; empty when none is named
 * @param responsible staff id of the primary performer
 * @param receiving staff ids of the attenders
 * @param start start of the period as written; empty when none
 * @param end end of the period as written; empty when it is still open
 * @param status the encounter's status; empty when none
 */
public record CareFacts(
        Optional<String> unit,
        Optional<String> responsible,
        Set<String> receiving,
        Optional<String> start,
        Optional<String> end,
        String status) {
    /** System of care units. */
    public static final String UNIT = "https://suwen.org/fhir/unit";

    /** System of staff ids. */
    public static final String STAFF = "https://suwen.org/fhir/staff";

    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    public CareFacts {
        receiving = Set.copyOf(receiving);
    }

    /**
     * Reads an Encounter.
     *
     * @throws InvalidFhirException when it is no Encounter
     */
    public static CareFacts of(byte[] encounter) {
        FhirScan scan = FhirScan.of(encounter);
        if (!scan.type().equals("Encounter")) {
            throw FhirJson.refuse("structure", scan.type(), "care facts are read from an Encounter");
        }
        Optional<String> unit = scan.references().stream()
                .filter(reference -> reference.path().equals("serviceProvider")
                        && reference.system().equals(UNIT)
                        && !reference.value().isEmpty())
                .map(FhirScan.Reference::value)
                .findFirst();
        Participants participants = Participants.of(encounter);
        return new CareFacts(
                unit,
                participants.responsible.stream().findFirst(),
                participants.receiving,
                Optional.ofNullable(scan.dates().get("period.start")),
                Optional.ofNullable(scan.dates().get("period.end")),
                participants.status);
    }

    /** Participants pair a role with a person, which a scan of paths can't: a pass of its own. */
    private static final class Participants {
        private final List<String> responsible = new ArrayList<>();
        private final Set<String> receiving = new LinkedHashSet<>();
        private String status = "";

        static Participants of(byte[] encounter) {
            Participants participants = new Participants();
            try (JsonParser in = FhirJson.parser(encounter)) {
                in.nextToken();
                for (String name = in.nextName(); name != null; name = in.nextName()) {
                    JsonToken token = in.nextToken();
                    if (name.equals("status") && token == JsonToken.VALUE_STRING) {
                        participants.status = in.getString();
                    } else if (name.equals("participant") && token == JsonToken.START_ARRAY) {
                        while (in.nextToken() == JsonToken.START_OBJECT) {
                            participants.participant(in);
                        }
                    } else {
                        in.skipChildren();
                    }
                }
            } catch (JacksonException e) {
                throw FhirJson.malformed(e);
            }
            return participants;
        }

        private void participant(JsonParser in) {
            Set<String> roles = new LinkedHashSet<>();
            String staff = "";
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                if (name.equals("type")) {
                    roles(in, roles);
                } else if (name.equals("individual") && in.currentToken() == JsonToken.START_OBJECT) {
                    staff = staff(in);
                } else {
                    in.skipChildren();
                }
            }
            if (!staff.isEmpty() && roles.contains("PPRF")) {
                responsible.add(staff);
            }
            if (!staff.isEmpty() && roles.contains("ATND")) {
                receiving.add(staff);
            }
        }

        /** Walks the array of codeable concepts; a coding's system and code stand in the same object. */
        private static void roles(JsonParser in, Set<String> roles) {
            if (in.currentToken() == JsonToken.START_ARRAY) {
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    roles(in, roles);
                }
            } else if (in.currentToken() == JsonToken.START_OBJECT) {
                String system = "";
                String code = "";
                for (String name = in.nextName(); name != null; name = in.nextName()) {
                    JsonToken token = in.nextToken();
                    if (token == JsonToken.VALUE_STRING) {
                        system = name.equals("system") ? in.getString() : system;
                        code = name.equals("code") ? in.getString() : code;
                    } else {
                        roles(in, roles);
                    }
                }
                if (system.equals(PARTICIPATION)) {
                    roles.add(code);
                }
            }
        }

        private static String staff(JsonParser in) {
            String system = "";
            String value = "";
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                if (in.nextToken() == JsonToken.START_OBJECT && name.equals("identifier")) {
                    for (String inner = in.nextName(); inner != null; inner = in.nextName()) {
                        boolean text = in.nextToken() == JsonToken.VALUE_STRING;
                        system = text && inner.equals("system") ? in.getString() : system;
                        value = text && inner.equals("value") ? in.getString() : value;
                        in.skipChildren();
                    }
                } else {
                    in.skipChildren();
                }
            }
            return system.equals(STAFF) ? value : "";
        }
    }
}
