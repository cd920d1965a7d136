package org.suwen.fhir;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A patient's act as a FHIR Consent carries it, in words that no engine owns.
 *
 * @param kind what the act is
 * @param patient reference of the patient, {@code Patient/…}
 * @param status the Consent's status: {@code active}, {@code inactive}, {@code rejected}, …
 * @param at when it was done, as written; empty when not told
 * @param from first moment at which it holds, as written; empty for at once
 * @param until last moment at which it holds, as written; empty for no end
 * @param options agreed ({@code true}) or not, by option code
 * @param recipients agreed or not, by recipient id
 * @param assistants agreed or not, by the id of an AI model
 */
public record Agreement(
        Kind kind,
        String patient,
        String status,
        Optional<String> at,
        Optional<String> from,
        Optional<String> until,
        Map<String, Boolean> options,
        Map<String, Boolean> recipients,
        Map<String, Boolean> assistants) {
    /** The kinds of acts; their names are the codes of {@link Consents#KINDS}. */
    public enum Kind {
        /** The patient was told (DOC-06). */
        NOTICE,
        /** Authorises treatment, given at admission (A4). */
        TREATMENT_AUTHORISATION,
        /** The authorisation agreement with its options. */
        AGREEMENT
    }

    public Agreement {
        options = Collections.unmodifiableMap(new TreeMap<>(options));
        recipients = Collections.unmodifiableMap(new TreeMap<>(recipients));
        assistants = Collections.unmodifiableMap(new TreeMap<>(assistants));
    }
}
