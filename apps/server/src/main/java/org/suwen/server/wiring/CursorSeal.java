package org.suwen.server.wiring;

import org.suwen.server.access.PageLinks;
import org.suwen.vault.InstitutionKeys;

/** Seals page links under the institution's cursor key (D10). */
record CursorSeal(InstitutionKeys keys) implements PageLinks.Seal {

    private static final String PURPOSE = "cursor";

    @Override
    public byte[] seal(byte[] plain, byte[] context) {
        return keys.seal(PURPOSE, plain, context);
    }

    @Override
    public byte[] open(byte[] sealed, byte[] context) {
        return keys.open(PURPOSE, sealed, context);
    }
}
