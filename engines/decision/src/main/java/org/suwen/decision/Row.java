package org.suwen.decision;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a residual asks of one row of a class (D1).
 *
 * @param id the row's id
 * @param author the account that made it
 * @param date the day of the report, prescription or note
 */
public record Row(String id, Optional<String> author, Optional<LocalDate> date) {}
