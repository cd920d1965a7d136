package org.suwen.server.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Gate;
import org.suwen.vault.Sealed;
import org.suwen.vault.Vault;

/** What a submission changes or ends, as far as its sender may know that it is there (D4, I9). */
record Touched(Vault vault, Gate gate) {

    /**
     * The answer to a submission that touches what is hidden from its sender: that of what isn't there.
     *
     * @throws NoSuchResourceException when it touches another patient's
     */
    Optional<Answer> hidden(Ask ask, Parcel parcel) {
        List<Sealed> touched = new ArrayList<>();
        for (Piece piece : parcel.pieces()) {
            if (piece.version() > 1) {
                touched.add(vault.locate(piece.type(), piece.id()).orElseThrow(NoSuchResourceException::new));
            }
        }
        parcel.endings().forEach(each -> touched.add(each.current()));
        for (Sealed each : touched) {
            if (!each.patient().equals(parcel.patient())) {
                throw new NoSuchResourceException();
            }
            Optional<Answer> absent = gate.hides(ask, each);
            if (absent.isPresent()) {
                return absent;
            }
        }
        return Optional.empty();
    }
}
