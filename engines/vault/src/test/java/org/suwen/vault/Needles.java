package org.suwen.vault;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds values in bytes: as UTF-8, UTF-16, hex in both cases, and base64 at each of its three alignments. */
final class Needles {
    private static final int PREFIX = 4;

    private final List<byte[]> forms = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final boolean[] starts = new boolean[1 << 16];

    Needles(Iterable<String> values) {
        for (String value : values) {
            byte[] utf8 = value.getBytes(UTF_8);
            add(value, utf8);
            add(value, value.getBytes(UTF_16LE));
            add(value, value.getBytes(UTF_16BE));
            add(value, HexFormat.of().formatHex(utf8).getBytes(UTF_8));
            add(value, HexFormat.of().withUpperCase().formatHex(utf8).getBytes(UTF_8));
            for (int skip = 0; skip < 3; skip++) {
                int whole = (utf8.length - skip) / 3 * 3;
                add(value, Base64.getEncoder().encode(Arrays.copyOfRange(utf8, skip, skip + whole)));
            }
        }
    }

    private void add(String name, byte[] form) {
        if (form.length < 6) {
            throw new IllegalArgumentException("a value is too short to be recognised: " + name);
        }
        forms.add(form);
        names.add(name);
        starts[slot(form, 0)] = true;
    }

    /** The values that are in these bytes. */
    Set<String> in(byte[] hay) {
        Set<String> found = new TreeSet<>();
        for (int at = 0; at + PREFIX <= hay.length; at++) {
            if (starts[slot(hay, at)]) {
                addFound(found, hay, at);
            }
        }
        return found;
    }

    private void addFound(Set<String> found, byte[] hay, int at) {
        for (int i = 0; i < forms.size(); i++) {
            byte[] form = forms.get(i);
            int end = at + form.length;
            if (end <= hay.length && Arrays.equals(form, 0, form.length, hay, at, end)) {
                found.add(names.get(i));
            }
        }
    }

    private static int slot(byte[] bytes, int at) {
        int prefix = (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
        return (prefix * 0x9E3779B1) >>> 16;
    }
}
