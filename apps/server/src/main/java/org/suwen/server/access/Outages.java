package org.suwen.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.suwen.ledger.LedgerUnavailableException;
import org.suwen.server.web.ErrorWriter;
import org.suwen.server.web.Problem;
import org.suwen.vault.ErasedException;
import org.suwen.vault.VaultUnavailableException;

/**
 * Answers 503 with what is missing when ledger or database can't be used: nothing is released then (I1, I2); and 404 for a
 * patient who was erased meanwhile.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class Outages {

    /** No entry, no data. */
    @ExceptionHandler(LedgerUnavailableException.class)
    public void ledger(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ErrorWriter.write(request, response, Problem.ledgerUnavailable());
    }

    /** The patient was erased while he was asked about: as if he were not there (I5). */
    @ExceptionHandler(ErasedException.class)
    public void erased(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ErrorWriter.write(request, response, Problem.notFound());
    }

    /** No database. */
    @ExceptionHandler(VaultUnavailableException.class)
    public void store(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ErrorWriter.write(request, response, Problem.storeUnavailable());
    }
}
