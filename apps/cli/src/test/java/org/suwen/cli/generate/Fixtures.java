package org.suwen.cli.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.suwen.cli.generate.record.Episode;
import org.suwen.cli.generate.record.Json;
import org.suwen.cli.generate.record.PatientBundle;
import org.suwen.cli.generate.record.RawRecord;

/** The committed set and two of the Synthea records it was made from (seed 20261122, cohorts INFANT and WOMAN). */
final class Fixtures {

    /** How `testdata/hospital` was made; see docs/design/generator.md. */
    static final GenerateOrder COMMITTED =
            new GenerateOrder(14, 20261122, LocalDate.of(2026, 11, 22), 2, 2, Path.of("../../testdata/hospital"));

    static final int INFANT = 8;
    static final int PREGNANT = 6;

    private Fixtures() {}

    static byte[] rawBytes(String name) {
        try (InputStream packed = Objects.requireNonNull(Fixtures.class.getResourceAsStream(name + ".json.gz"));
                InputStream stream = new GZIPInputStream(packed)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RawRecord raw(String name) {
        return new RawRecord(Json.MAPPER.readTree(rawBytes(name)));
    }

    static PatientBundle rewritten(String name, int index) {
        Episode episode = Library.episodes().get(index - 1);
        return new Population(COMMITTED).bundle(index, raw(name), Optional.of(episode));
    }
}
