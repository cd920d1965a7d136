package org.suwen.server.fhir;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.suwen.server.access.Foresight;
import org.suwen.vault.PatientId;

/**
 * Begins to locate what a FHIR read asks for while its caller is still being recognised, so that both go to the database
 * together.
 *
 * <p>What is located stays sealed and is thrown away when the caller is refused. A request that is not understood here is
 * looked up later, by its handler.
 */
public final class FhirForesight extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final String FORESEEN = FhirForesight.class.getName();
    private static final String BASE = "/fhir/";
    private static final String EVERYTHING = "$everything";
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
    private static final int LONGEST_ID = 64;

    private final transient Supplier<Foresight> foresight;

    /** Locates through what {@code foresight} gives: servers make their filters before all else. */
    public FhirForesight(Supplier<Foresight> foresight) {
        this.foresight = foresight;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if ("GET".equals(request.getMethod())
                && request.getRequestURI().startsWith(BASE)
                && request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            foresee(request, foresight.get());
        }
        chain.doFilter(request, response);
    }

    private static void foresee(HttpServletRequest request, Foresight foresight) {
        String[] parts = request.getRequestURI().substring(BASE.length()).split("/", 4);
        if (parts.length == 3 && parts[0].equals("Patient") && parts[2].equals(EVERYTHING)) {
            patient(parts[1]).ifPresent(found -> request.setAttribute(FORESEEN, foresight.patient(found)));
        } else if (parts.length == 2 && plain(parts[0]) && plain(parts[1]) && parts[1].length() <= LONGEST_ID) {
            request.setAttribute(FORESEEN, foresight.resource(parts[0], parts[1]));
        } else if (parts.length == 1) {
            searched(request.getQueryString())
                    .flatMap(FhirForesight::patient)
                    .ifPresent(found -> request.setAttribute(FORESEEN, foresight.patient(found)));
        }
    }

    /** The patient a search names first, as most clients write it. */
    private static Optional<String> searched(@Nullable String query) {
        if (query == null) {
            return Optional.empty();
        }
        for (String each : query.split("&")) {
            if (each.startsWith("patient=") || each.startsWith("subject=")) {
                String value = each.substring("patient=".length());
                return Optional.of(value.startsWith("Patient/") ? value.substring("Patient/".length()) : value);
            }
        }
        return Optional.empty();
    }

    /** The characters of FHIR ids; anything else may be an encoding and is left to the handler. */
    private static boolean plain(String part) {
        return !part.isEmpty() && part.chars().allMatch(at -> PLAIN.indexOf(at) >= 0);
    }

    private static Optional<PatientId> patient(String text) {
        try {
            return plain(text) ? Optional.of(new PatientId(UUID.fromString(text))) : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** What was foreseen of this resource, else a look-up that begins now. */
    static Foresight.Resource resource(HttpServletRequest request, Foresight foresight, String type, String id) {
        return request.getAttribute(FORESEEN) instanceof Foresight.Resource foreseen
                        && foreseen.type().equals(type)
                        && foreseen.id().equals(id)
                ? foreseen
                : foresight.resource(type, id);
    }

    /** What was foreseen of this patient's record, else a look-up that begins now. */
    static Foresight.Patient record(HttpServletRequest request, Foresight foresight, PatientId patient) {
        return request.getAttribute(FORESEEN) instanceof Foresight.Patient foreseen
                        && foreseen.patient().equals(patient)
                ? foreseen
                : foresight.patient(patient);
    }
}
