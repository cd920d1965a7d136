package org.suwen.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.suwen.server.consent.Agreement;

/** Reads the agreement's texts that the program carries. */
final class AgreementFile {

    private AgreementFile() {}

    static Agreement read() {
        Path file = RulebookFolder.find().resolve("agreement.yaml");
        try {
            return Agreement.read("agreement.yaml", Files.readString(file));
        } catch (IOException failed) {
            throw new UncheckedIOException("the agreement's texts can't be read", failed);
        }
    }
}
