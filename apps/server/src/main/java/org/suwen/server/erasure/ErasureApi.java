package org.suwen.server.erasure;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Text;
import org.suwen.fhir.Outcomes;
import org.suwen.server.access.Asks;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.office.OfficeDoor;
import org.suwen.server.web.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Erasing over HTTP: {@code Patient/$purge}, and the office's list of erasures with their certificates. */
@RestController
public class ErasureApi {

    private static final MediaType FHIR = MediaType.parseMediaType("application/fhir+json;charset=UTF-8");
    private static final int LONGEST_BODY = 1 << 14;
    private static final int LONGEST_REASON = 200;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Erasures erasures;
    private final CertificatePackages packages;
    private final OfficeDoor door;

    /** The interface of {@code erasures}. */
    public ErasureApi(Erasures erasures, CertificatePackages packages, OfficeDoor door) {
        this.erasures = erasures;
        this.packages = packages;
        this.door = door;
    }

    /**
     * Asks for the erasure of a patient, or confirms it as the second person: 202 while one has to confirm or old copies
     * still open, 200 with the certificate's address, 409 with the locks of the law.
     */
    @PostMapping("/fhir/Patient/{id}/$purge")
    public ResponseEntity<byte[]> purge(
            @RequestCaller Caller caller, @PathVariable("id") String id, HttpServletRequest request)
            throws IOException {
        String reason = reason(request);
        return switch (erasures.ask(caller, Asks.patient(id), reason)) {
            case Erasures.Asked.Waits waits -> waiting(waits.erasure());
            case Erasures.Asked.Done done -> done(done.erasure());
            case Erasures.Asked.Locked locked -> locked(locked.locks());
            case Erasures.Asked.Refused refused -> throw refusal(refused.code());
            case Erasures.Asked.Unknown unknown -> throw Problem.notFound();
        };
    }

    private static String reason(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY);
        String reason = "";
        if (body.length > 0) {
            try {
                for (JsonNode each : JSON.readTree(body).path("parameter")) {
                    if (each.path("name").asString("").equals("reason")) {
                        reason = each.path("valueString").asString("").strip();
                    }
                }
            } catch (JacksonException malformed) {
                throw Problem.badRequest("请求内容不是有效的 JSON", "the body is no JSON: send FHIR Parameters");
            }
        }
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw Problem.badRequest(
                    "须写明销毁事由（不超过 200 字，参数 reason）",
                    "say why: FHIR Parameters with a `reason` (valueString) of 1 to 200 characters");
        }
        return reason;
    }

    private static Problem refusal(String code) {
        return switch (code) {
            case "SECOND_PERSON" ->
                Problem.forbidden(code, "销毁须由另一人确认", "an erasure is confirmed by another person than who asked for it");
            case "APPROVAL_WORKFLOW" ->
                Problem.forbidden(
                        code,
                        "三级审批与双人见证流程启用前，不执行销毁",
                        "erasing is off until three approvals and two witnesses can be given");
            default ->
                Problem.forbidden(code, "仅数据保护办公室可申请销毁", "an erasure is asked for by the data-protection office only");
        };
    }

    private ResponseEntity<byte[]> waiting(Erasure erasure) {
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .contentType(FHIR)
                .header("Suwen-Erasure", erasure.id())
                .body(Outcomes.information(new Outcomes.Told(
                        "SECOND_PERSON", List.of("DES-09"), "等待第二人确认销毁", "waits for a second person to confirm")));
    }

    private ResponseEntity<byte[]> done(Erasure begun) {
        int unused = erasures.finish();
        Erasure now = erasures.find(begun.id()).orElse(begun);
        boolean certified = now.state() == Erasure.State.CERTIFIED;
        String address = "/api/office/erasures/" + now.id() + "/certificate";
        return ResponseEntity.status(certified ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .contentType(FHIR)
                .header("Suwen-Erasure", now.id())
                .header(HttpHeaders.LOCATION, address)
                .body(JSON.writeValueAsBytes(Map.of(
                        "resourceType",
                        "Parameters",
                        "parameter",
                        List.of(
                                Map.of("name", "erasure", "valueString", now.id()),
                                Map.of("name", "state", "valueCode", now.state().name()),
                                Map.of("name", "certificate", "valueUri", address)))));
    }

    private static ResponseEntity<byte[]> locked(List<Holds.Lock> locks) {
        Holds.Lock main = locks.getFirst();
        List<String> rules = locks.stream().map(Holds.Lock::rule).distinct().toList();
        Text text = main.text();
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .contentType(FHIR)
                .body(Outcomes.failure("business-rule", new Outcomes.Told(main.code(), rules, text.zh(), text.en())));
    }

    /** An erasure as the office sees it. */
    public record View(
            String id,
            String patient,
            Erasure.State state,
            String reason,
            Erasure.Signed askedBy,
            Optional<Erasure.Signed> confirmedBy,
            Optional<Instant> until,
            Optional<Long> entry) {
        static View of(Erasure erasure) {
            boolean open = erasure.state() == Erasure.State.ASKED;
            return new View(
                    erasure.id(),
                    erasure.patient(),
                    erasure.state(),
                    erasure.reason(),
                    erasure.first(),
                    erasure.second(),
                    open ? Optional.of(erasure.first().at().plus(Erasure.WISH_LASTS)) : Optional.empty(),
                    erasure.proof().map(Erasure.Proof::entry));
        }
    }

    /** All of them. */
    public record Views(List<View> erasures) {}

    /** The erasures, the newest first. */
    @GetMapping("/api/office/erasures")
    public Views list(@RequestCaller Caller caller) {
        door.enter(caller, "erasure.list");
        return new Views(erasures.all().stream().map(View::of).toList());
    }

    /** The certificate of an erasure with its ledger proof, as a ZIP for {@code ./suwen verify --package}. */
    @GetMapping("/api/office/erasures/{id}/certificate")
    public void certificate(@RequestCaller Caller caller, @PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        door.enter(caller, "erasure.certificate");
        Erasure erasure = erasures.find(id).orElseThrow(Problem::notFound);
        Erasure.Proof proof = erasure.proof()
                .orElseThrow(() -> new Problem(
                        HttpStatus.CONFLICT,
                        "NOT_CERTIFIED",
                        "尚未出具销毁证明：旧副本的密钥尚未全部销毁",
                        "there is no certificate yet: keys of older copies are still there"));
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"suwen-erasure-" + erasure.id() + ".zip\"");
        packages.write(erasure, proof, response.getOutputStream());
    }
}
