package org.suwen.server.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.suwen.decision.Action;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Asks;
import org.suwen.server.identity.Caller;
import org.suwen.server.web.Problem;

/** Turns FHIR requests into questions for the gate; headers name what a request can't say otherwise. */
public final class FhirAsks {

    /** Names the purpose of use when it is not the role's usual one. */
    public static final String PURPOSE = "Suwen-Purpose";

    /** The version a model says it runs (LIC-03). */
    public static final String SOFTWARE = "Suwen-Software-Version";

    /** The account through which a model was called (LIC-23). */
    public static final String VIA = "Suwen-Via";

    /** A caller's own unique id, so that a repeated write is stored once. */
    public static final String REQUEST = "X-Request-Id";

    private final Asks asks;

    /** Questions with ids from {@code asks}. */
    public FhirAsks(Asks asks) {
        this.asks = asks;
    }

    /** A question by a request of its own. */
    public Ask of(Caller caller, HttpServletRequest request, Action action, String operation) {
        Purpose purpose = header(request, PURPOSE).map(FhirAsks::purpose).orElse(Asks.usualPurpose(caller.role()));
        boolean writes = action != Action.READ && action != Action.SEARCH;
        UUID id = writes ? header(request, REQUEST).map(FhirAsks::uuid).orElseGet(asks::newId) : asks.newId();
        return Ask.of(caller, purpose, action, operation, id).by(header(request, SOFTWARE), header(request, VIA));
    }

    Ask of(FhirCall call, Action action, String operation) {
        Caller caller = call.caller();
        Purpose purpose = call.header(PURPOSE).map(FhirAsks::purpose).orElse(Asks.usualPurpose(caller.role()));
        boolean writes = action != Action.READ && action != Action.SEARCH;
        UUID id = writes ? call.header(REQUEST).map(FhirAsks::uuid).orElseGet(asks::newId) : asks.newId();
        return Ask.of(caller, purpose, action, operation, id).by(call.header(SOFTWARE), call.header(VIA));
    }

    /** A fresh id for a further entry of the same call. */
    UUID newId() {
        return asks.newId();
    }

    /** What a role does when it sends data. */
    Action writing(Caller caller) {
        return caller.role() == Role.DEVICE ? Action.UPLOAD : Action.CREATE;
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Purpose purpose(String name) {
        try {
            return Purpose.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw Problem.badRequest("使用目的无法识别", "`" + PURPOSE + "` names no purpose of use");
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.badRequest("请求编号须为 UUID", "`" + REQUEST + "` is a UUID");
        }
    }
}
