package org.suwen.server.access;

import java.util.Set;
import java.util.stream.Collectors;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.FactorKind;

/** Kinds of proof at sign-in as the rules count them: two different kinds make a combination (DOC-32, A18). */
final class Factors {

    private Factors() {}

    static Set<String> kinds(Caller caller) {
        return caller.factorKinds().stream()
                .filter(factor -> factor != FactorKind.VOUCHER)
                .map(Factors::kind)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String kind(FactorKind factor) {
        return switch (factor) {
            case PASSWORD, CLIENT_SECRET -> "KNOWLEDGE";
            case BIOMETRIC -> "BIOMETRIC";
            case ONE_TIME_CODE, CERTIFICATE, VOUCHER -> "POSSESSION";
        };
    }
}
