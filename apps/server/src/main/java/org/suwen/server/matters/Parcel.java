package org.suwen.server.matters;

import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A patient's data to take along, sealed under national algorithms (RGT-11): SM4-GCM, its key sealed to the patient's SM2
 * key, and the SM3 fingerprint of what is sealed.
 *
 * @param key the SM4 key, sealed to the public key given (SM2, order C1C3C2)
 * @param nonce twelve bytes
 * @param sealed the FHIR R4 bundle, sealed
 * @param digest {@code sm3:} and the fingerprint of {@code sealed}
 * @param resources how many resources are in it
 * @param withheld codes of reasons for what is not in it
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record Parcel(
        byte[] key, byte[] nonce, byte[] sealed, String digest, int resources, java.util.List<String> withheld) {

    /** What the matter keeps of it. */
    SortedMap<String, String> facts() {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("digest", digest);
        facts.put("resources", Integer.toString(resources));
        facts.put("withheld", withheld.toString());
        return facts;
    }

    /** The parcel as it is handed over. */
    public SortedMap<String, Object> written() {
        Base64.Encoder base64 = Base64.getEncoder();
        SortedMap<String, Object> fields = new TreeMap<>(facts());
        fields.put("format", "FHIR_R4_BUNDLE");
        fields.put("cipher", "SM4-GCM");
        fields.put("key", base64.encodeToString(key));
        fields.put("nonce", base64.encodeToString(nonce));
        fields.put("sealed", base64.encodeToString(sealed));
        return fields;
    }
}
