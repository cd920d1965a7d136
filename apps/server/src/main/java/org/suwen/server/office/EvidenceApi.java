package org.suwen.server.office;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.server.access.Institution;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.web.Problem;

/** Evidence packages for the office: chosen entries with everything an outsider needs to check them. */
@RestController
public class EvidenceApi {

    private static final int MOST_ENTRIES = 1000;
    private static final int LONGEST_REASON = 200;

    private final EvidencePackages packages;
    private final HoldDesk holds;
    private final OfficeDoor door;
    private final Institution institution;

    /** The interface of {@code packages}. */
    public EvidenceApi(EvidencePackages packages, HoldDesk holds, OfficeDoor door, Institution institution) {
        this.packages = packages;
        this.holds = holds;
        this.door = door;
        this.institution = institution;
    }

    /** Which entries, for what (the case number or the inspector's order), and whether to hold what they are about. */
    public record Order(
            @Nullable List<Long> entries,
            @Nullable String reason,
            @Nullable Boolean hold) {}

    /** The package as a file. */
    @PostMapping(path = "/api/office/evidence", consumes = MediaType.APPLICATION_JSON_VALUE)
    public void evidence(@RequestCaller Caller caller, @RequestBody Order order, HttpServletResponse response)
            throws IOException {
        door.enter(caller, "office.evidence");
        List<Long> entries = order.entries() == null ? List.of() : order.entries();
        String reason = order.reason() == null ? "" : order.reason().strip();
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES || entries.contains(null)) {
            throw Problem.badRequest("须选择 1 至 1000 条记录", "`entries` names 1 to 1000 entries by their index");
        }
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw Problem.badRequest("须写明事由（不超过 200 字）", "`reason` has 1 to 200 characters");
        }
        if (Boolean.TRUE.equals(order.hold())) {
            var unused = holds.place(caller, new TreeSet<>(entries), new TreeSet<>(), reason);
        }
        var who = org.suwen.ledger.part.Caller.of(
                caller.accountId(), caller.role().name(), institution.code(), caller.address());
        EvidencePackages.Ready ready =
                packages.prepare(new EvidencePackages.Order(who, reason, new TreeSet<>(entries)));
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"suwen-evidence-" + ready.own() + ".zip\"");
        packages.write(ready, response.getOutputStream());
    }
}
