package org.suwen.ledger.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.Fuzz;

class PartsTest {
    private static final UUID PATIENT = UUID.fromString("7b0b8f52-6a5e-4f0c-9d5a-6f2f7f1f0a11");
    private static final byte[] DIGEST = new byte[32];

    private static AccountPart account() {
        return AccountPart.of(
                Instant.parse("2026-11-22T08:30:00.123Z"),
                new Caller(
                        "9c1dbe6b-1111-4222-8333-444455556666", "DOCTOR", "", "hospital-1", "10.20.30.41", "desk-0417"),
                new Act("GET Patient/$everything", "TREATMENT", new byte[0], ""),
                new Verdict(
                        Outcome.PERMIT,
                        "RESPONSIBLE",
                        List.of(),
                        List.of("DOC-04", "DOC-21", "ACC-02", "CON-06"),
                        "0d9b7e6c-1212-4343-8444-565656565656"),
                Optional.of(PATIENT));
    }

    private static ContentPart content() {
        return ContentPart.of(
                HexFormat.of().parseHex("0102030405060708090a0b0c0d0e0f10"),
                List.of(new ResourceRef("Observation", "1a2b3c4d-0000-4000-8000-000000000001", 3)),
                List.of("Patient.identifier"),
                new Basis(DIGEST, DIGEST, 12, "care"),
                "");
    }

    @Test
    void comesBackAsItWas() {
        assertThat(AccountPart.decode(account().encode())).isEqualTo(account());
        assertThat(ContentPart.decode(content().encode())).isEqualTo(content());
    }

    @Test
    void keepsATypicalReadWithin512Bytes() {
        int sealing = 12 + 16; // nonce and tag
        int entry = 42 + account().encode().length + sealing + content().encode().length + sealing;

        assertThat(entry).isLessThanOrEqualTo(512);
    }

    @Test
    void hasOneByteFormThatNeverChanges() {
        AccountPart small = AccountPart.of(
                Instant.ofEpochMilli(1000),
                Caller.of("u1", "DOCTOR", "", ""),
                Act.of("READ", "TREATMENT"),
                Verdict.of(Outcome.DENY),
                Optional.empty());

        assertThat(HexFormat.of().formatHex(small.encode()))
                .isEqualTo("01" + "0102e807" + "0203007531" + "0306444f43544f52" + "080452454144"
                        + "090954524541544d454e54" + "0a0102" + "ff080000000000000000");
    }

    @Test
    void keepsFieldsOfANewerVersion() {
        AccountPart newer = new AccountPart(
                account().at(),
                account().caller(),
                account().act(),
                account().verdict(),
                account().patient(),
                List.of(new PartField(40, new byte[] {1, 2}), new PartField(40, new byte[] {3})));

        assertThat(AccountPart.decode(newer.encode())).isEqualTo(newer);
    }

    @Test
    void refusesASecondByteForm() {
        assertRefused("01" + "0102e807" + "0a0101" + "0a0102" + "ff03000000"); // outcome twice
        assertRefused("01" + "0a0101" + "0102e807" + "ff06000000000000"); // order
        assertRefused("01" + "0103e88700" + "0a0101" + "ff050000000000"); // longer number
        assertRefused("01" + "0102e807" + "0a0101" + "ff06000000000001"); // padding of ones
        assertRefused("01" + "0102e807" + "0a0101"); // no padding
        assertRefused("01" + "0102e807" + "0a0109" + "ff06000000000000"); // no such outcome
        assertRefused("02" + "0102e807" + "0a0101" + "ff06000000000000"); // version
        assertRefused("01" + "0102e807" + "0300" + "0a0101" + "ff0400000000"); // empty text
        assertRefused("01" + "0102e807" + "0301ff" + "0a0101" + "ff03000000"); // not UTF-8
        assertRefused("01" + "0a0101" + "ff0a00000000000000000000"); // no time
    }

    private static void assertRefused(String hex) {
        assertThatThrownBy(() -> AccountPart.decode(HexFormat.of().parseHex(hex)))
                .as(hex)
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsOnlyWhatItWouldWrite() {
        Fuzz.run("account part", seed -> {
            byte[] changed = Fuzz.mutate(new Random(seed), account().encode());
            try {
                assertThat(AccountPart.decode(changed).encode()).isEqualTo(changed);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        });
        Fuzz.run("content part", seed -> {
            byte[] changed = Fuzz.mutate(new Random(seed), content().encode());
            try {
                assertThat(ContentPart.decode(changed).encode()).isEqualTo(changed);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        });
    }
}
