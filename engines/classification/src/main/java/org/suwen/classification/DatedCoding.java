package org.suwen.classification;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A code with the time it stands for.
 *
 * @param coding the code
 * @param start the day from which it holds
 * @param end the last day, when one is recorded
 */
public record DatedCoding(Coding coding, LocalDate start, Optional<LocalDate> end) {}
