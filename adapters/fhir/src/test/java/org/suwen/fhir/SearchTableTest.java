package org.suwen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SearchTableTest {
    @Test
    void theCommittedTableIsWhatTheSearchParametersGive() throws IOException {
        String committed = Files.readString(Path.of("src/main/resources" + SearchTableMain.TABLE));

        assertThat(committed).isEqualTo(SearchTableMain.table());
    }
}
