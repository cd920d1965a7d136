package org.suwen.server.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says whether data can be released, and why not: without a working ledger and database nothing is (I1). */
@RestController
public class HealthApi {

    private final Supplier<Optional<Trouble>> check;
    private final Alerts alerts;

    /** Health as {@code check} finds it at each call, with what {@code alerts} says beside it. */
    public HealthApi(Supplier<Optional<Trouble>> check, Alerts alerts) {
        this.check = check;
        this.alerts = alerts;
    }

    /**
     * What keeps the server from its work.
     *
     * @param reason stable code: {@code DISK_FULL}, {@code DATABASE}, {@code LEDGER}
     * @param zh for people, in Chinese
     * @param en for people; no patient's value
     */
    public record Trouble(String reason, String zh, String en) {}

    /**
     * 200 with status {@code UP}; or 503 with status {@code DOWN}, reason and what to do. Either with {@code alerts}, codes of
     * what somebody should see to, when there are any.
     */
    @GetMapping("/health")
    public ResponseEntity<Map<String, String>> health() {
        Map<String, String> body = new LinkedHashMap<>();
        Optional<Trouble> trouble = check.get();
        body.put("status", trouble.isEmpty() ? "UP" : "DOWN");
        trouble.ifPresent(each -> {
            body.put("reason", each.reason());
            body.put("zh", each.zh());
            body.put("en", each.en());
        });
        List<String> alerting = alerts.now();
        if (!alerting.isEmpty()) {
            body.put("alerts", String.join(",", alerting));
        }
        return ResponseEntity.status(trouble.isEmpty() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(body);
    }
}
