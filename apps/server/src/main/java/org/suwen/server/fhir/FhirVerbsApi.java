package org.suwen.server.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.fhir.FhirLimits;
import org.suwen.fhir.search.SearchQuery.Given;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;

/** FHIR R4: all interactions beside the plain ones of {@link FhirApi}. */
@RestController
@RequestMapping("/fhir")
public class FhirVerbsApi {

    private static final String TYPE = "/{type:[A-Z][A-Za-z]+}";
    private static final String FHIR = "application/fhir+json";
    private static final int LARGEST_FORM = 1 << 20;

    private final FhirDoor door;

    /** The interface before {@code door}. */
    public FhirVerbsApi(FhirDoor door) {
        this.door = door;
    }

    /** Versions. */
    @GetMapping({"", "/_history", TYPE + "/_history", TYPE + "/{id}/_history", TYPE + "/{id}/_history/{version}"})
    public ResponseEntity<byte[]> history(@RequestCaller Caller caller, HttpServletRequest request) {
        return door.answer(call(caller, request, new byte[0])).entity();
    }

    /** A search whose parameters come in the body, where no log of addresses has them. */
    @PostMapping(path = TYPE + "/_search", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    public ResponseEntity<byte[]> search(@RequestCaller Caller caller, HttpServletRequest request) throws IOException {
        List<Given> given = new ArrayList<>();
        byte[] form = request.getInputStream().readNBytes(LARGEST_FORM);
        if (form.length > 0) {
            given.addAll(Queries.of(new String(form, StandardCharsets.UTF_8)));
            given.addAll(query(request));
        } else {
            request.getParameterMap()
                    .forEach((name, values) ->
                            Arrays.stream(values).forEach(value -> given.add(new Given(name, value))));
        }
        return door.answer(call(caller, request, new byte[0]).asking(given)).entity();
    }

    /** Operations on one stored resource. */
    @GetMapping({TYPE + "/{id}/$summary", TYPE + "/{id}/$validate"})
    public ResponseEntity<byte[]> operation(@RequestCaller Caller caller, HttpServletRequest request) {
        return door.answer(call(caller, request, new byte[0])).entity();
    }

    /** Operations on what is sent. */
    @PostMapping(
            path = {"/$validate", TYPE + "/$validate", TYPE + "/{id}/$validate"},
            consumes = {FHIR, MediaType.APPLICATION_JSON_VALUE})
    public ResponseEntity<byte[]> validate(@RequestCaller Caller caller, HttpServletRequest request)
            throws IOException {
        return written(caller, request);
    }

    /** The next version of a resource. */
    @PutMapping(
            path = {TYPE, TYPE + "/{id}"},
            consumes = {FHIR, MediaType.APPLICATION_JSON_VALUE})
    public ResponseEntity<byte[]> update(@RequestCaller Caller caller, HttpServletRequest request) throws IOException {
        return written(caller, request);
    }

    /** The next version of a resource by what is to be changed in it. */
    @PatchMapping(
            path = {TYPE, TYPE + "/{id}"},
            consumes = {"application/json-patch+json", FHIR, MediaType.APPLICATION_JSON_VALUE})
    public ResponseEntity<byte[]> patch(@RequestCaller Caller caller, HttpServletRequest request) throws IOException {
        return written(caller, request);
    }

    /** The end of a resource. */
    @DeleteMapping({TYPE, TYPE + "/{id}"})
    public ResponseEntity<byte[]> delete(@RequestCaller Caller caller, HttpServletRequest request) {
        return door.answer(call(caller, request, new byte[0])).entity();
    }

    private ResponseEntity<byte[]> written(Caller caller, HttpServletRequest request) throws IOException {
        Optional<byte[]> body = FhirApi.body(request, FhirLimits.MAX_RESOURCE_BYTES);
        return body.isEmpty()
                ? FhirAnswers.tooLong("$this", FhirLimits.MAX_RESOURCE_BYTES)
                : door.answer(call(caller, request, body.get())).entity();
    }

    static FhirCall call(Caller caller, HttpServletRequest request, byte[] body) {
        String url = request.getRequestURL().toString();
        int root = url.indexOf("/fhir", url.indexOf("//") + 2) + "/fhir".length();
        String path = url.substring(Math.min(root, url.length()));
        Map<String, String> headers = new HashMap<>();
        request.getHeaderNames()
                .asIterator()
                .forEachRemaining(name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        return new FhirCall(
                caller,
                request.getMethod(),
                Arrays.stream(path.split("/")).filter(step -> !step.isEmpty()).toList(),
                query(request),
                headers,
                body,
                url.substring(0, root) + "/");
    }

    private static List<Given> query(HttpServletRequest request) {
        return Queries.of(Optional.ofNullable(request.getQueryString()).orElse(""));
    }
}
