package org.suwen.decision;

import java.util.Set;

/**
 * A device that sends data on one patient (SEN-03, SEN-08, SEN-15).
 *
 * @param device the device's account id
 * @param activated whether the patient has opted in after the notice
 * @param revoked whether it was reported lost or stolen, or taken out of use
 * @param sensorsOn sensors the patient lets it send
 */
public record DeviceBinding(String device, boolean activated, boolean revoked, Set<String> sensorsOn) {

    public DeviceBinding {
        sensorsOn = Set.copyOf(sensorsOn);
    }
}
