package org.suwen.ledger.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files of an evidence package, which is a ZIP archive; nothing in it is trusted. */
public final class PackageFiles {
    private static final int MAX_FILES = 300_000;
    private static final long MAX_BYTES = 1L << 30;

    private final SortedMap<String, byte[]> files = new TreeMap<>();

    private PackageFiles() {}

    /**
     * Reads an archive.
     *
     * @throws MalformedEvidenceException when it is no archive, is too large or names a file twice
     * @throws IOException when the stream can't be read
     */
    public static PackageFiles read(InputStream stream) throws IOException {
        PackageFiles read = new PackageFiles();
        long bytes = 0;
        try (ZipInputStream zip = new ZipInputStream(stream, StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes((int) Math.min(MAX_BYTES - bytes + 1, Integer.MAX_VALUE - 8));
                bytes += content.length;
                if (bytes > MAX_BYTES || read.files.size() >= MAX_FILES) {
                    throw new MalformedEvidenceException("the package is larger than 1 GiB or 300,000 files");
                }
                if (read.files.put(entry.getName(), content) != null) {
                    throw new MalformedEvidenceException("the package holds `" + entry.getName() + "` twice");
                }
            }
        } catch (IllegalArgumentException | java.util.zip.ZipException e) {
            throw new MalformedEvidenceException("the package is no sound ZIP archive");
        }
        if (read.files.isEmpty()) {
            throw new MalformedEvidenceException("the package is no ZIP archive or an empty one");
        }
        return read;
    }

    /** A file's bytes; not copied. */
    public Optional<byte[]> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** A file that must be there. */
    byte[] required(String path) {
        return file(path).orElseThrow(() -> new MalformedEvidenceException("the package has no file `" + path + "`"));
    }

    String requiredText(String path) {
        return new String(required(path), StandardCharsets.UTF_8);
    }

    /** All files by path; the values are not copied. */
    public SortedMap<String, byte[]> all() {
        return Collections.unmodifiableSortedMap(files);
    }
}
