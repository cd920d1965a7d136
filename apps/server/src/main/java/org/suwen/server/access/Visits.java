package org.suwen.server.access;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.vault.Cursor;
import org.suwen.vault.Page;
import org.suwen.vault.PatientId;
import org.suwen.vault.Token;
import org.suwen.vault.Vault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** When a patient was here: kinds and days of the visits, for counting periods, and nothing else of them. */
public final class Visits {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int DAY = "2025-06-10".length();

    private final Vault vault;

    /** The visits in {@code vault}. */
    public Visits(Vault vault) {
        this.vault = vault;
    }

    /**
     * One visit or stay.
     *
     * @param kind the code of its class (v3-ActCode), such as {@code AMB} or {@code IMP}; empty where none was written
     * @param start its first day; the last day of the month or year where only that was written
     * @param end its last day, in the same way
     */
    public record Visit(String kind, Optional<LocalDate> start, Optional<LocalDate> end) {}

    /** All visits of a patient. */
    public List<Visit> of(PatientId patient) {
        List<Visit> visits = new ArrayList<>();
        Set<Token> all = new HashSet<>();
        vault.classes(patient).forEach(each -> all.add(each.token()));
        Optional<Cursor> next = all.isEmpty() ? Optional.empty() : Optional.of(Cursor.start());
        while (next.isPresent()) {
            Page page = vault.list(patient, Optional.of("Encounter"), all, next.get(), Page.MAX_ROWS);
            page.rows().forEach(row -> visits.add(visit(JSON.readTree(vault.openBody(row)))));
            next = page.next();
        }
        return visits;
    }

    private static Visit visit(JsonNode encounter) {
        JsonNode period = encounter.path("period");
        return new Visit(encounter.at("/class/code").asString(""), day(period, "start"), day(period, "end"));
    }

    private static Optional<LocalDate> day(JsonNode period, String name) {
        String text = period.path(name).asString("");
        return switch (text.length()) {
            case 0 -> Optional.empty();
            case 4 -> Optional.of(LocalDate.of(Integer.parseInt(text), 12, 31));
            case 7 -> Optional.of(LocalDate.parse(text + "-01").plusMonths(1).minusDays(1));
            default -> Optional.of(LocalDate.parse(text.substring(0, DAY)));
        };
    }
}
