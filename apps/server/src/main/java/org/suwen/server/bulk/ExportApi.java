package org.suwen.server.bulk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Action;
import org.suwen.fhir.search.SearchException;
import org.suwen.server.access.Ask;
import org.suwen.server.fhir.FhirAsks;
import org.suwen.server.fhir.Queries;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.web.OwnAddress;
import org.suwen.server.web.Problem;

/** Bulk export over HTTP: kick-off, status, files, end (Bulk Data Access 2.0, and the asynchronous pattern of R4). */
@RestController
@RequestMapping("/fhir")
public final class ExportApi {
    /** Set on a request whose answer broke off, see {@link BrokenAnswers}. */
    static final String BROKEN = ExportApi.class.getName() + ".broken";

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
    private static final String RETRY_SECONDS = "1";

    private final Exports exports;
    private final ExportFile files;
    private final FhirAsks asks;
    private final OwnAddress addresses;

    ExportApi(Exports exports, ExportFile files, FhirAsks asks, OwnAddress addresses) {
        this.exports = exports;
        this.files = files;
        this.asks = asks;
        this.addresses = addresses;
    }

    /** Starts an export of all patients. */
    @GetMapping({"/$export", "/Patient/$export"})
    ResponseEntity<Void> all(@RequestCaller Caller caller, HttpServletRequest request) {
        return start(caller, request, Optional.empty());
    }

    /** Starts an export of a care unit's patients; the id is DEPARTMENT or DEPARTMENT.GROUP. */
    @GetMapping("/Group/{id}/$export")
    ResponseEntity<Void> group(@RequestCaller Caller caller, HttpServletRequest request, @PathVariable String id) {
        return start(caller, request, Optional.of(id));
    }

    private ResponseEntity<Void> start(Caller caller, HttpServletRequest request, Optional<String> group) {
        requireAsync(request);
        ExportOrder order;
        try {
            String query = Optional.ofNullable(request.getQueryString()).orElse("");
            order = ExportOrder.of(group, Queries.of(query), prefers(request, "handling=lenient"));
        } catch (SearchException unfit) {
            throw Problem.badRequest(
                    "导出参数不合要求", "the parameters can't be read: they are too long or not encoded as addresses are");
        }
        if (!exports.isGroup(group)) {
            throw Problem.notFound();
        }
        Ask ask = asks.of(caller, request, Action.EXPORT, "fhir.export");
        String url = addresses.of(request)
                + request.getRequestURI()
                + Optional.ofNullable(request.getQueryString()).map("?"::concat).orElse("");
        ExportJob job = exports.start(new Exports.Start(ask, order, url))
                .orElseThrow(() -> new Problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "TOO_MANY_EXPORTS",
                        "导出任务过多，请先结束已有任务",
                        "end one of your exports first: at most `" + Exports.MOST_AT_ONCE + "` at a time"));
        return ResponseEntity.accepted()
                .header(HttpHeaders.CONTENT_LOCATION, address(request, job))
                .build();
    }

    private static void requireAsync(HttpServletRequest request) {
        if (!prefers(request, "respond-async")) {
            throw Problem.badRequest("导出须异步进行", "an export is asynchronous, say so with `Prefer: respond-async`");
        }
    }

    private static boolean prefers(HttpServletRequest request, String wish) {
        return Optional.ofNullable(request.getHeader("Prefer")).stream()
                .flatMap(text -> Arrays.stream(text.split("[;,]")))
                .anyMatch(each -> each.strip().equals(wish));
    }

    private String address(HttpServletRequest request, ExportJob job) {
        return addresses.of(request) + "/fhir/bulk/" + job.id();
    }

    /** How far an export is, or what can be fetched of it. */
    @GetMapping("/bulk/{id}")
    ResponseEntity<?> status(@RequestCaller Caller caller, HttpServletRequest request, @PathVariable String id) {
        ExportJob job = exports.find(caller, id).orElseThrow(Problem::notFound);
        return switch (job.state()) {
            case RUNNING ->
                ResponseEntity.accepted()
                        .header("X-Progress", job.seen() + " of " + job.total() + " patients")
                        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                        .build();
            case FAILED ->
                throw new Problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "EXPORT_FAILED",
                        "导出未能完成，请重新发起",
                        "the export could not be finished, start another");
            case DONE ->
                ResponseEntity.ok()
                        .header(HttpHeaders.EXPIRES, HTTP_DATE.format(job.until()))
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(manifest(request, job));
        };
    }

    private Map<String, Object> manifest(HttpServletRequest request, ExportJob job) {
        List<Map<String, String>> output = job.found().keySet().stream()
                .map(type -> Map.of("type", type, "url", address(request, job) + "/" + type + ".ndjson"))
                .toList();
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("transactionTime", job.at().toString());
        manifest.put("request", job.request());
        manifest.put("requiresAccessToken", true);
        manifest.put("output", output);
        manifest.put("error", List.of());
        return manifest;
    }

    /** One file. */
    @GetMapping("/bulk/{id}/{file:[A-Z][A-Za-z]+[.]ndjson}")
    void file(
            @RequestCaller Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String id,
            @PathVariable String file)
            throws IOException {
        String type = file.substring(0, file.indexOf('.'));
        ExportJob job = exports.find(caller, id)
                .filter(each ->
                        each.state() == ExportJob.State.DONE && each.found().containsKey(type))
                .orElseThrow(Problem::notFound);
        response.setContentType("application/fhir+ndjson");
        response.setCharacterEncoding("UTF-8");
        try {
            files.write(
                    new ExportFile.Fetch(job, caller, type, addresses.of(request) + "/fhir/"),
                    response.getOutputStream());
        } catch (RuntimeException broken) {
            if (!response.isCommitted()) {
                response.reset();
                throw broken;
            }
            request.setAttribute(BROKEN, true); // a file that breaks off must not look like a whole one
        }
    }

    /** Ends an export; its files are gone. */
    @DeleteMapping("/bulk/{id}")
    ResponseEntity<Void> end(@RequestCaller Caller caller, @PathVariable String id) {
        ExportJob job = exports.find(caller, id).orElseThrow(Problem::notFound);
        exports.end(job);
        return ResponseEntity.accepted().build();
    }
}
