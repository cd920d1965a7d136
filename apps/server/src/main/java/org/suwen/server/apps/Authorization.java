package org.suwen.server.apps;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.suwen.server.identity.AppReach.Scope;

/**
 * An app's wish to act in a person's name, as its address says it (RFC 6749 §4.1.1, RFC 7636 §4.3, SMART App Launch 2
 * §2.0.9).
 *
 * @param granted the scopes that may be granted out of those wished for
 */
record Authorization(PeopleApp app, URI redirect, String state, String challenge, List<String> granted) {
    private static final int LONGEST = 4096;

    /** What becomes of a wish: one to put before the person, an answer for the app, or a refusal to be shown. */
    sealed interface Reading {
        /** To be put before the person. */
        record Wish(Authorization authorization) implements Reading {}

        /** Wrong in a way that the app is told. */
        record Wrong(String address) implements Reading {}

        /** Nobody can be told: the app or its address is not known. */
        record Unknown(String english) implements Reading {}
    }

    /** Reads a wish. */
    static Reading read(Map<String, String> asked, List<PeopleApp> apps, String base) {
        Optional<PeopleApp> app = apps.stream()
                .filter(each -> each.id().equals(asked.get("client_id")))
                .findFirst();
        if (app.isEmpty()) {
            return new Reading.Unknown("no app of this `client_id` is registered here");
        }
        Optional<URI> redirect = address(asked.getOrDefault("redirect_uri", "")).filter(app.get()::takes);
        if (redirect.isEmpty()) {
            return new Reading.Unknown("`redirect_uri` is not one of the app's registered addresses");
        }
        String state = asked.getOrDefault("state", "");
        Optional<String> wrong = wrong(asked, base);
        if (wrong.isPresent()) {
            return new Reading.Wrong(answer(redirect.get(), state, "error=" + wrong.get()));
        }
        List<String> scopes = app.get()
                .grantable(Arrays.asList(asked.getOrDefault("scope", "").split(" ")));
        if (scopes.stream().allMatch(each -> Scope.of(each).isEmpty())) {
            return new Reading.Wrong(answer(redirect.get(), state, "error=invalid_scope"));
        }
        return new Reading.Wish(
                new Authorization(app.get(), redirect.get(), state, asked.getOrDefault("code_challenge", ""), scopes));
    }

    private static Optional<URI> address(String text) {
        try {
            URI address = URI.create(text);
            return address.isAbsolute() && text.length() <= LONGEST ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static Optional<String> wrong(Map<String, String> asked, String base) {
        if (!"code".equals(asked.get("response_type"))) {
            return Optional.of("unsupported_response_type");
        }
        String audience = asked.getOrDefault("aud", "");
        boolean ours = audience.equals(base + "/fhir") || audience.equals(base + "/fhir/");
        boolean keyed = "S256".equals(asked.get("code_challenge_method"))
                && asked.getOrDefault("code_challenge", "").matches("[A-Za-z0-9_-]{43}");
        return ours && keyed && asked.getOrDefault("state", "").length() <= LONGEST
                ? Optional.empty()
                : Optional.of("invalid_request");
    }

    /** Where the app hears this. */
    String answer(String what) {
        return answer(redirect, state, what);
    }

    private static String answer(URI redirect, String state, String what) {
        String address = redirect.toString();
        String text = address + (address.contains("?") ? "&" : "?") + what;
        return state.isEmpty() ? text : text + "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8);
    }

    /** Whether the app wants one patient to be chosen. */
    boolean wantsPatient() {
        return granted.stream().anyMatch(each -> each.startsWith("patient/") || each.equals("launch/patient"));
    }
}
