package org.suwen.ledger.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The documents of a package by their SHA-256: a line {@code hash path} each, as {@code sha256sum} writes it.
 *
 * <p>The hash of the manifest itself stands in the ledger, in the entry of the export, as its write intent.
 */
public final class Manifest {
    /** The operation of an entry that vouches for a manifest. */
    public static final String OPERATION = "evidence.export";

    /** The operation of the entry that vouches for a certificate of erasure and nothing else. */
    public static final String ERASURE = "erasure.certify";

    static final String PATH = "manifest";
    static final String FOLDER = "documents/";

    private Manifest() {}

    /** The text over these documents, whose paths start with {@code documents/}. */
    public static String text(SortedMap<String, byte[]> documents) {
        StringBuilder text = new StringBuilder();
        documents.forEach((path, bytes) -> text.append(HexFormat.of().formatHex(sha256(bytes)))
                .append("  ")
                .append(path)
                .append('\n'));
        return text.toString();
    }

    /** The documents of a package. */
    static SortedMap<String, byte[]> documents(PackageFiles files) {
        SortedMap<String, byte[]> documents = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.all().tailMap(FOLDER).entrySet()) {
            if (file.getKey().startsWith(FOLDER)) {
                documents.put(file.getKey(), file.getValue());
            }
        }
        return documents;
    }

    /** SHA-256. */
    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
