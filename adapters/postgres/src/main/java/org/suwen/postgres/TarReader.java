package org.suwen.postgres;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Unpacks the ustar archive of the binaries: folders, files and relative links, nothing else.
 *
 * <p>POSIX.1-2017, pax, "ustar Interchange Format". Other entry types are refused rather than skipped.
 */
final class TarReader {
    private static final int BLOCK = 512;
    private static final int MAX_ENTRIES = 20_000;
    private static final long MAX_FILE_BYTES = 256L << 20;

    private final InputStream in;
    private final Path target;

    private TarReader(InputStream in, Path target) {
        this.in = in;
        this.target = target.toAbsolutePath().normalize();
    }

    /** Unpacks the archive into an existing folder; no entry may reach outside it. */
    static void unpack(InputStream in, Path target) throws IOException {
        TarReader reader = new TarReader(in, target);
        for (int entry = 0; entry < MAX_ENTRIES; entry++) {
            byte[] header = in.readNBytes(BLOCK);
            if (header.length < BLOCK) {
                throw new EOFException("the archive of the binaries ends within an entry");
            }
            if (header[0] == 0) {
                return;
            }
            reader.unpackEntry(header);
        }
        throw new IOException("the archive of the binaries has more than `" + MAX_ENTRIES + "` entries");
    }

    private void unpackEntry(byte[] header) throws IOException {
        verifyChecksum(header);
        String prefix = text(header, 345, 155);
        String name = prefix.isEmpty() ? text(header, 0, 100) : prefix + "/" + text(header, 0, 100);
        Path path = inside(target.resolve(name), name);
        long size = octal(header, 124, 12);
        Files.createDirectories(path.getParent() == null ? target : path.getParent());
        switch (header[156]) {
            case '5' -> Files.createDirectories(path);
            case '2' -> link(path, text(header, 157, 100));
            case '0', 0 -> file(path, size, (octal(header, 100, 8) & 0100) != 0);
            default -> throw new IOException("the archive of the binaries holds an unknown entry `" + name + "`");
        }
    }

    private void link(Path path, String to) throws IOException {
        Path destination = path.resolveSibling(to);
        inside(destination, to);
        Files.createSymbolicLink(path, Path.of(to));
    }

    private void file(Path path, long size, boolean executable) throws IOException {
        if (size > MAX_FILE_BYTES) {
            throw new IOException("a file in the archive of the binaries is longer than `" + MAX_FILE_BYTES + "`");
        }
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(path)) {
            long left = size;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException("the archive of the binaries ends within a file");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }

    private Path inside(Path path, String name) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(target)) {
            throw new IOException("the archive of the binaries reaches outside its folder with `" + name + "`");
        }
        return normal;
    }

    private static void verifyChecksum(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != octal(header, 148, 8)) {
            throw new IOException("the archive of the binaries has a header with a wrong checksum");
        }
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] header, int offset, int length) throws IOException {
        String digits = text(header, offset, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("the archive of the binaries has a malformed number", e);
        }
    }
}
