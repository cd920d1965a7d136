package org.suwen.ledger;

import java.util.Optional;
import java.util.UUID;

/** News of a durable entry, for watchers. The patient is the draft's subject, which the entry itself hides. */
public record Appended(long index, Entry entry, Optional<UUID> patient) {}
