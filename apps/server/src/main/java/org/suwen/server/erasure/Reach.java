package org.suwen.server.erasure;

import java.util.function.ToIntFunction;
import org.suwen.vault.PatientId;

/**
 * A place beside the vault where something of a patient lies, which an erasure must reach (DES-04).
 *
 * @param place what it is called in the certificate, in English
 * @param clear removes what is there and says how much; may be repeated
 * @param left how much is there still
 */
public record Reach(String place, ToIntFunction<PatientId> clear, ToIntFunction<PatientId> left) {}
