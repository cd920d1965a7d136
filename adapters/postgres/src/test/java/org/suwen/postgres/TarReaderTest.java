package org.suwen.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarReaderTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

    @Test
    void unpacksFoldersFilesAndLinks() throws IOException {
        add("bin/", '5', "", "");
        add("bin/tool", '0', "", "hello");
        add("bin/alias", '2', "tool", "");
        add("next", '0', "", "x".repeat(512));
        end();

        TarReader.unpack(new ByteArrayInputStream(archive.toByteArray()), folder);

        assertThat(folder.resolve("bin/alias")).isSymbolicLink().hasContent("hello");
        assertThat(Files.isExecutable(folder.resolve("bin/tool"))).isTrue();
        assertThat(folder.resolve("next")).hasSize(512);
    }

    @Test
    void refusesAnEntryThatReachesOutside() {
        add("../evil", '0', "", "x");
        end();

        refuses("reaches outside its folder with `../evil`");
        assertThat(folder.resolveSibling("evil")).doesNotExist();
    }

    @Test
    void refusesALinkThatReachesOutside() {
        add("way", '2', "/etc", "");
        end();

        refuses("reaches outside its folder with `/etc`");
    }

    @Test
    void refusesAnUnknownKindOfEntry() {
        add("device", '3', "", "");
        end();

        refuses("unknown entry `device`");
    }

    @Test
    void refusesAFlippedBitInAHeader() {
        add("file", '0', "", "x");
        end();
        byte[] bytes = archive.toByteArray();
        bytes[1] ^= 1;
        archive.reset();
        archive.writeBytes(bytes);

        refuses("wrong checksum");
    }

    @Test
    void refusesAnArchiveThatEndsEarly() {
        add("file", '0', "", "x".repeat(2000));
        byte[] cut = Arrays.copyOf(archive.toByteArray(), 1000);
        archive.reset();
        archive.writeBytes(cut);

        refuses("ends within a file");
    }

    @Test
    void refusesAnArchiveWithoutAnEnd() {
        add("file", '0', "", "x");

        refuses("ends within an entry");
    }

    private void refuses(String why) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> TarReader.unpack(new ByteArrayInputStream(archive.toByteArray()), folder))
                .withMessageContaining(why);
    }

    private void add(String name, char type, String link, String content) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000755");
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        put(header, 124, String.format("%011o", bytes.length));
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 157, link);
        put(header, 257, "ustar");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        archive.writeBytes(header);
        archive.writeBytes(Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512));
    }

    private void end() {
        archive.writeBytes(new byte[1024]);
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }
}
