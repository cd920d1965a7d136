package org.suwen.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InstitutionKeysTest {
    private static final byte[] CONTEXT = "entry 5".getBytes(UTF_8);
    private static final byte[] PLAIN = "who did what".getBytes(UTF_8);

    private static TestVault test;
    private static InstitutionKeys keys;

    @BeforeAll
    static void open() {
        test = TestVault.fresh();
        keys = test.vault.institution();
    }

    @AfterAll
    static void close() {
        test.close();
    }

    @Test
    void tokensDependOnPurposeAndValueAndOutliveTheProcess() {
        byte[] token = keys.token("unit", PLAIN);

        assertThat(token).hasSize(16).isNotEqualTo(keys.token("other", PLAIN));
        assertThat(token).isNotEqualTo(keys.token("unit", CONTEXT));
        assertThat(test.reopened(test.source).institution().token("unit", PLAIN))
                .isEqualTo(token);
    }

    @Test
    void sealsForAPurposeAndAContext() {
        byte[] sealed = keys.seal("cursor", PLAIN, CONTEXT);

        assertThat(sealed).hasSize(PLAIN.length + 34);
        assertThat(keys.open("cursor", sealed, CONTEXT)).isEqualTo(PLAIN);
        assertThatThrownBy(() -> keys.open("other", sealed, CONTEXT)).isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> keys.open("cursor", sealed, PLAIN)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void auditKeysFollowOneAnotherOnEveryNode() {
        int first = keys.auditKey();
        byte[] before = keys.sealAudit(first, PLAIN, CONTEXT);
        InstitutionKeys node = test.reopened(test.source).institution();

        int second = keys.startAuditKey();
        byte[] after = keys.sealAudit(second, PLAIN, CONTEXT);

        assertThat(second).isEqualTo(first + 1).isEqualTo(keys.auditKey());
        assertThat(node.openAudit(first, before, CONTEXT)).isEqualTo(PLAIN);
        assertThat(node.openAudit(second, after, CONTEXT)).isEqualTo(PLAIN);
        assertThatThrownBy(() -> keys.openAudit(second, before, CONTEXT)).isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> keys.openAudit(99, before, CONTEXT)).isInstanceOf(NoSuchElementException.class);
    }
}
