package org.suwen.server.apps;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.server.apps.Authorization.Reading;
import org.suwen.server.identity.AppReach;
import org.suwen.server.identity.AppReach.Scope;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.Passes.AppGrant;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.web.OwnAddress;
import org.suwen.server.web.Problem;

/**
 * Lets an app act in a person's name: the app's browser comes to {@code /oauth2/authorize}, the console asks the person,
 * and the app gets a code. Nothing is kept before the person has said yes; the address carries the wish all the way.
 */
@RestController
public final class AuthorizationApi {
    private final List<PeopleApp> apps;
    private final Codes codes;
    private final OwnAddress addresses;

    AuthorizationApi(List<PeopleApp> apps, Codes codes, OwnAddress addresses) {
        this.apps = apps;
        this.codes = codes;
        this.addresses = addresses;
    }

    /** Where an app sends the person; the console's page takes over, which sees the session. */
    @GetMapping("/oauth2/authorize")
    ResponseEntity<Void> authorize(HttpServletRequest request, @RequestParam Map<String, String> asked) {
        return switch (Authorization.read(asked, apps, addresses.of(request))) {
            case Reading.Wish wish -> redirect("/authorize?" + request.getQueryString());
            case Reading.Wrong wrong -> redirect(wrong.address());
            case Reading.Unknown unknown -> throw refused(unknown);
        };
    }

    private static ResponseEntity<Void> redirect(String address) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(address))
                .build();
    }

    private static Problem refused(Reading.Unknown unknown) {
        return Problem.badRequest("该应用或回调地址未登记", unknown.english());
    }

    record Name(String zh, String en) {}

    record Shown(Name app, String id, List<Wished> scopes, boolean patient, List<String> patients) {}

    record Wished(String scope, String level, String type, boolean reads, boolean writes) {}

    /** What the page puts before the person. */
    @GetMapping(path = "/api/authorizations", produces = MediaType.APPLICATION_JSON_VALUE)
    Shown shown(@RequestCaller Caller caller, HttpServletRequest request, @RequestParam Map<String, String> asked) {
        Authorization wish = wish(request, asked);
        return new Shown(
                new Name(wish.app().name().zh(), wish.app().name().en()),
                wish.app().id(),
                wish.granted().stream()
                        .flatMap(text -> Scope.of(text).map(scope -> wished(text, scope)).stream())
                        .toList(),
                wish.wantsPatient(),
                caller.patients());
    }

    private static Wished wished(String text, Scope scope) {
        boolean reads = scope.allows().chars().anyMatch(letter -> letter == 'r' || letter == 's');
        boolean writes = scope.allows().chars().anyMatch(letter -> letter == 'c' || letter == 'u' || letter == 'd');
        return new Wished(text, scope.level(), scope.type(), reads, writes);
    }

    record Answered(
            @Nullable Map<String, String> asked,
            boolean allow,
            @Nullable String patient) {}

    record Onward(String address) {}

    /** The person's answer; gives the address to go on to. */
    @PostMapping(path = "/api/authorizations", consumes = MediaType.APPLICATION_JSON_VALUE)
    Onward answered(@RequestCaller Caller caller, HttpServletRequest request, @RequestBody Answered answered) {
        Authorization wish = wish(request, answered.asked() == null ? Map.of() : answered.asked());
        if (!answered.allow()) {
            return new Onward(wish.answer("error=access_denied"));
        }
        Optional<String> patient = wish.wantsPatient() ? Optional.of(patient(caller, answered)) : Optional.empty();
        var reach = new AppReach(wish.app().id(), wish.granted(), patient);
        String code = codes.issue(wish, new AppGrant(caller.sessionId(), caller.accountId(), reach));
        return new Onward(wish.answer("code=" + code));
    }

    private static String patient(Caller caller, Answered answered) {
        String chosen = answered.patient() == null ? "" : answered.patient();
        boolean own = caller.patients().isEmpty() || caller.patients().contains(chosen);
        if (!own || !chosen.matches("[A-Za-z0-9.-]{1,64}")) {
            throw Problem.badRequest("请选择患者", "choose the patient that the app is about in `patient`");
        }
        return chosen;
    }

    private Authorization wish(HttpServletRequest request, Map<String, String> asked) {
        return switch (Authorization.read(asked, apps, addresses.of(request))) {
            case Reading.Wish wish -> wish.authorization();
            case Reading.Unknown unknown -> throw refused(unknown);
            case Reading.Wrong wrong ->
                throw Problem.badRequest(
                        "应用的请求不完整", "the app's request is incomplete: response type, audience, PKCE or scope");
        };
    }
}
