package org.suwen.server.access;

import tools.jackson.databind.json.JsonMapper;

/** Patient cards as JSON, before they are sealed. */
final class CardCodec {

    private static final JsonMapper JSON = JsonMapper.shared();

    byte[] write(PatientCard card) {
        return JSON.writeValueAsBytes(card);
    }

    PatientCard read(byte[] bytes) {
        return JSON.readValue(bytes, PatientCard.class);
    }
}
