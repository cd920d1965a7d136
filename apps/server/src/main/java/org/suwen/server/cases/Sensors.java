package org.suwen.server.cases;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.suwen.decision.DeviceBinding;

/** Sensors as cases write them, {@code heart-rate}, and as the labels call their data, {@code HEART_RATE}. */
final class Sensors {

    private Sensors() {}

    static Set<String> classes(Set<String> words) {
        return words.stream()
                .map(word -> word.toUpperCase(Locale.ROOT).replace('-', '_'))
                .collect(Collectors.toUnmodifiableSet());
    }

    static DeviceBinding binding(DeviceBinding written) {
        return new DeviceBinding(
                written.device(), written.activated(), written.revoked(), classes(written.sensorsOn()));
    }
}
