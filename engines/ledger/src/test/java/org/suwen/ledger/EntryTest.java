package org.suwen.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntryTest {
    private static final UUID REQUEST = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    private static byte[] run(int length, int from) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    private static Entry entry(int account, int content) {
        return new Entry(EntryType.READ, REQUEST, run(16, 0x40), 7, run(account, 1), run(content, 0x80));
    }

    @Test
    void hasTheBytesOfVersionTwo() {
        String expected = "02" + "01" + "00112233445566778899aabbccddeeff" + "404142434445464748494a4b4c4d4e4f"
                + "00000007" + "0003" + "010203" + "0002" + "8081" + "00".repeat(256 - 47);

        assertThat(HexFormat.of().formatHex(entry(3, 2).encode())).isEqualTo(expected);
        assertThat(Entry.decode(HexFormat.of().parseHex(expected))).isEqualTo(entry(3, 2));
    }

    @Test
    void roundsUpToTheNextMultipleOf256() {
        assertThat(entry(256 - 42, 0).encode()).hasSize(256);
        assertThat(entry(256 - 42, 1).encode()).hasSize(512);
        assertThat(entry(Entry.MAX_BYTES - 42, 0).encode()).hasSize(65_280);
        assertThatThrownBy(() -> entry(Entry.MAX_BYTES - 42, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsNotVersionTwo() {
        assertRefused(0, 1, "its version is `1`");
        assertRefused(1, 0, "its type is `0`");
        assertRefused(1, 18, "its type is `18`");
        assertRefused(38, 0xff, "its account part is cut");
        assertRefused(39, 0, "its content part is cut"); // 0x0102 read as a length
        assertRefused(255, 1, "its padding is not zeros");
    }

    private static void assertRefused(int at, int value, String why) {
        byte[] bytes = entry(3, 2).encode();
        bytes[at] = (byte) value;
        if (at == 39) {
            bytes[40] = 0x7f;
            bytes[41] = 0x7f;
        }

        assertThatThrownBy(() -> Entry.decode(bytes)).hasMessage("not an entry of version 2: " + why);
    }

    @Test
    void refusesLongerPaddingAndOddLengths() {
        byte[] longer = java.util.Arrays.copyOf(entry(3, 2).encode(), 512);

        assertThatThrownBy(() -> Entry.decode(longer)).hasMessageContaining("its padding is longer than needed");
        assertThatThrownBy(() -> Entry.decode(new byte[0])).hasMessageContaining("its length is `0`");
        assertThatThrownBy(() -> Entry.decode(new byte[255])).hasMessageContaining("its length is `255`");
        assertThatThrownBy(() -> Entry.decode(new byte[65_536])).hasMessageContaining("its length is `65536`");
    }

    @Test
    void bindsItsPartsToLogTypeAndRequest() {
        byte[] context = Entry.context("a.example", Entry.Part.ACCOUNT, EntryType.READ, REQUEST);

        assertThat(context)
                .isNotEqualTo(Entry.context("b.example", Entry.Part.ACCOUNT, EntryType.READ, REQUEST))
                .isNotEqualTo(Entry.context("a.example", Entry.Part.CONTENT, EntryType.READ, REQUEST))
                .isNotEqualTo(Entry.context("a.example", Entry.Part.ACCOUNT, EntryType.WRITE, REQUEST))
                .isNotEqualTo(Entry.context("a.example", Entry.Part.ACCOUNT, EntryType.READ, new UUID(0, 1)));
    }

    @Test
    void readsOnlyWhatItWouldWrite() {
        Fuzz.run("entry", seed -> {
            Random random = new Random(seed);
            byte[] bytes = entry(random.nextInt(400), random.nextInt(300)).encode();
            byte[] changed = java.util.Arrays.copyOf(
                    Fuzz.mutate(random, bytes), random.nextInt(4) == 0 ? bytes.length + 256 : bytes.length);
            try {
                assertThat(Entry.decode(changed).encode()).isEqualTo(changed);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).startsWith("not an entry of version 2");
            }
        });
    }
}
