package org.suwen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StructureTableTest {
    @Test
    void theCommittedTableIsWhatTheStructureDefinitionsGive() throws IOException {
        String committed = Files.readString(Path.of("src/main/resources" + Structures.TABLE));

        assertThat(committed).isEqualTo(StructureTableMain.table());
        assertThat(committed.length()).isLessThan(500_000);
        assertThat(Structures.r4().resourceNames()).hasSizeGreaterThan(140).contains("Patient", "Bundle", "Parameters");
    }
}
