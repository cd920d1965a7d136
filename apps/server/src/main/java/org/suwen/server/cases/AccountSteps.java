package org.suwen.server.cases;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.suwen.formats.cases.Expect;
import org.suwen.formats.cases.Step;
import org.suwen.server.identity.Account;
import org.suwen.server.identity.Accounts;
import org.suwen.server.identity.IdentityKit;
import org.suwen.server.identity.OneTimeCodes;

/** Accounts that are opened and sign in during a case, over the real ones. */
final class AccountSteps {

    private final CaseHospital hospital;
    private final CaseNames names;
    private final Map<String, String> secrets = new HashMap<>();

    AccountSteps(CaseHospital hospital, CaseNames names) {
        this.hospital = hospital;
        this.names = names;
    }

    Came open(Step.Administer step) {
        String account = needed(step, "account");
        Account.Holder holder = Optional.ofNullable(step.parameters().get("patient"))
                .<Account.Holder>map(patient -> new Account.PatientHolder(
                        patient, names.patient(patient).toString()))
                .orElseGet(() -> new Account.StaffHolder(account));
        try {
            Accounts.Opened opened = kit().accounts().open(account, needed(step, "password"), holder);
            secrets.put(account, opened.totpSecret());
            return Came.done();
        } catch (IllegalArgumentException refused) {
            return Came.refused(List.of("ACCOUNT"), List.of(), String.valueOf(refused.getMessage()));
        }
    }

    /** With the code the person's device shows now. */
    Came signIn(Step.Administer step) {
        String account = needed(step, "account");
        String secret = Optional.ofNullable(secrets.get(account))
                .orElseThrow(() -> new IllegalArgumentException("the case has opened no account `" + account + "`"));
        String code =
                OneTimeCodes.code(secret, OneTimeCodes.step(hospital.clock().instant()));
        var typed = new IdentityKit.Typed(
                account, needed(step, "password"), code, step.parameters().getOrDefault("address", "203.0.113.77"));
        return kit().signIn(typed)
                .map(renew -> new Came(
                        Expect.Outcome.PERMIT,
                        "",
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        "",
                        Optional.empty(),
                        Map.of("renewPassword", List.of(String.valueOf(renew)))))
                .orElseGet(() -> Came.refused(List.of("ACCOUNT"), List.of(), "the sign-in is refused"));
    }

    private IdentityKit kit() {
        return hospital.services().office().identity().get();
    }

    private static String needed(Step.Administer step, String name) {
        return Optional.ofNullable(step.parameters().get(name))
                .orElseThrow(() -> new IllegalArgumentException(step.act() + " needs `" + name + "`"));
    }
}
