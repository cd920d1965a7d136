package org.suwen.server.health;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.ledger.Ledger;

/** Says whether data can be released: without a working ledger nothing is (I1). */
@RestController
public class HealthApi {

    private final Ledger ledger;

    /** Health by the state of {@code ledger}. */
    public HealthApi(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The state in one word. */
    public record Health(String status) {}

    /** 200 {@code UP}, or 503 {@code DOWN}. */
    @GetMapping("/health")
    public ResponseEntity<Health> health() {
        boolean up = ledger.status().trouble().isEmpty();
        return ResponseEntity.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Health(up ? "UP" : "DOWN"));
    }
}
