package org.suwen.vault;

import java.util.Objects;
import java.util.Optional;

/**
 * One version of one resource to be kept, still in clear.
 *
 * @param patient whose it is
 * @param type its type, such as {@code Observation}
 * @param id its id within the type, unique in the institution
 * @param version 1 for a new one, otherwise the current version plus 1
 * @param decisionClass the encoded class that decisions are taken on (D1)
 * @param header what search needs, at most 16 MiB
 * @param body the resource as it is served, at most 16 MiB
 * @param encounter the visit it belongs to, for re-labelling (D2)
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record Put(
        PatientId patient,
        String type,
        String id,
        long version,
        byte[] decisionClass,
        byte[] header,
        byte[] body,
        Optional<String> encounter) {
    /** Longest type, id or encounter, in characters. */
    public static final int MAX_NAME = 256;

    /** Copies the bytes; refuses empty names and versions below 1. */
    public Put {
        Objects.requireNonNull(patient, "patient");
        checkName("type", type);
        checkName("id", id);
        encounter.ifPresent(name -> checkName("encounter", name));
        if (version < 1) {
            throw new IllegalArgumentException("a version counts from 1, not `" + version + "`");
        }
        decisionClass = decisionClass.clone();
        header = header.clone();
        body = body.clone();
    }

    private static void checkName(String what, String name) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("`" + what + "` has 1 to `" + MAX_NAME + "` characters");
        }
    }

    /** A copy of the encoded class. */
    @Override
    public byte[] decisionClass() {
        return decisionClass.clone();
    }

    /** A copy of the header. */
    @Override
    public byte[] header() {
        return header.clone();
    }

    /** A copy of the body. */
    @Override
    public byte[] body() {
        return body.clone();
    }

    /** Its version only, as the rest may tell something about the patient. */
    @Override
    public String toString() {
        return "Put[version=" + version + "]";
    }
}
