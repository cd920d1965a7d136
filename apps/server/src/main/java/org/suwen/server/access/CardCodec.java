package org.suwen.server.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.suwen.decision.Provision;
import org.suwen.decision.Provisions;
import tools.jackson.databind.json.JsonMapper;

/** Patient cards as JSON, before they are sealed. */
final class CardCodec {

    private static final JsonMapper JSON =
            JsonMapper.builder().addMixIn(Provisions.class, AsList.class).build();

    /** Clauses are kept as written and compiled when they are read. */
    private abstract static class AsList {
        @JsonCreator
        static Provisions of(List<Provision> list) {
            return Provisions.of(list);
        }

        @JsonValue
        abstract List<Provision> list();
    }

    byte[] write(PatientCard card) {
        return JSON.writeValueAsBytes(card);
    }

    PatientCard read(byte[] bytes) {
        return JSON.readValue(bytes, PatientCard.class);
    }
}
