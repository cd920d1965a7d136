package org.suwen.fhir.search;

import java.time.Instant;
import java.time.ZoneId;

/**
 * What the meaning of a query depends on beside its text.
 *
 * @param zone the zone of dates that name none
 * @param now the time, for {@code ap}
 * @param base this server's base address, with a slash at its end, so that absolute references to it are local ones
 */
public record SearchSetting(ZoneId zone, Instant now, String base) {}
