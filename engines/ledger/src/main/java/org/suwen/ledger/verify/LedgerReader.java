package org.suwen.ledger.verify;

import java.util.Optional;
import org.suwen.ledger.merkle.TilePath;

/**
 * What an outsider can fetch of a ledger: its checkpoint, its tiles and, if he may, its entries (C2SP tlog-tiles).
 *
 * <p>A rim: nothing it gives is trusted. Implementations throw {@link UnreadableLedgerException} when they can't reach
 * the ledger; a resource that is not there is empty.
 */
public interface LedgerReader {
    /** The signed checkpoint. */
    Optional<String> checkpoint();

    /** A tile or an entry bundle, as stored; a bundle with a gap ends before the gap. */
    Optional<byte[]> read(TilePath path);
}
