package org.suwen.server.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Action;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Gate;
import org.suwen.server.access.Refusal;
import org.suwen.server.consent.Parties;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.vault.PatientId;

/** The patient's list of all operations on the record as a file that proves itself (D20). */
@RestController
public class AccessListApi {

    private final AccessList list;
    private final Gate gate;
    private final Asks asks;

    /** The interface of {@code list}. */
    public AccessListApi(AccessList list, Gate gate, Asks asks) {
        this.list = list;
        this.gate = gate;
        this.asks = asks;
    }

    /** The file. Its own entry is on the list. */
    @GetMapping("/api/patients/{patient}/feed/download")
    public void download(
            @RequestCaller Caller caller, @PathVariable("patient") String patient, HttpServletResponse response)
            throws IOException {
        PatientId id = Parties.patient(patient);
        if (gate.view(asks.of(caller, Action.EXPORT, "feed.download"), id, "AuditEvent")
                instanceof Gate.View.Refused refused) {
            throw Refusal.of(refused.refusal());
        }
        AccessList.Moment moment = list.now();
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"suwen-accesses-" + moment.map().size() + ".zip\"");
        list.write(id, moment, response.getOutputStream());
    }
}
