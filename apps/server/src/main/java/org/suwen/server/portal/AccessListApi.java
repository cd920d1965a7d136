package org.suwen.server.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Action;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Gate;
import org.suwen.server.access.Refusal;
import org.suwen.server.consent.Parties;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.identity.StepUp;
import org.suwen.vault.PatientId;

/** The patient's list of all operations on the record as a file that proves itself (D20). */
@RestController
public class AccessListApi {

    private final AccessList list;
    private final StepUp stepUp;
    private final Gate gate;
    private final Asks asks;

    /** The interface of {@code list}. */
    public AccessListApi(AccessList list, StepUp stepUp, Gate gate, Asks asks) {
        this.list = list;
        this.stepUp = stepUp;
        this.gate = gate;
        this.asks = asks;
    }

    /** What a download needs beside the session: a fresh one-time code, and that the warning was read (PAT-12, 13). */
    public record Order(@Nullable String code, @Nullable Boolean acknowledged) {}

    /** The file. Its own entry is on the list. */
    @PostMapping(path = "/api/patients/{patient}/feed/download", consumes = MediaType.APPLICATION_JSON_VALUE)
    public void download(
            @RequestCaller Caller caller,
            @PathVariable("patient") String patient,
            @RequestBody Order order,
            HttpServletResponse response)
            throws IOException {
        PatientId id = Parties.patient(patient);
        boolean proven = stepUp.proven(caller, Objects.requireNonNullElse(order.code(), ""));
        Ask ask = asks.of(caller, Action.EXPORT, "feed.download")
                .confirmed(proven, Boolean.TRUE.equals(order.acknowledged()));
        if (gate.view(ask, id, "AuditEvent") instanceof Gate.View.Refused refused) {
            throw Refusal.of(refused.refusal());
        }
        AccessList.Moment moment = list.now();
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"suwen-accesses-" + moment.map().size() + ".zip\"");
        var reader = new AccessList.Reader(caller.accountId(), gate.known(ask, id));
        list.write(id, reader, moment, response.getOutputStream());
    }
}
