package org.suwen.decision;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.suwen.classification.Labels;
import org.suwen.classification.MalformedLabelsException;

/**
 * The binary form of a {@link DecisionClass}: version, type, labels, whether a unit follows, unit, origin; each text and
 * the labels with a length of two bytes before it.
 */
final class DecisionClassCodec {

    private static final int VERSION = 1;
    private static final int MAX_TEXT_BYTES = 256;
    private static final int MAX_BYTES = 8192;

    private DecisionClassCodec() {}

    static byte[] encode(DecisionClass value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        out.write(VERSION);
        text(out, value.type());
        part(out, value.labels().encode());
        out.write(value.unit().isPresent() ? 1 : 0);
        if (value.unit().isPresent()) {
            text(out, value.unit().get().department());
            text(out, value.unit().get().group());
        }
        text(out, value.origin().institution());
        text(out, value.origin().authorKind());
        if (out.size() > MAX_BYTES) {
            throw new IllegalArgumentException("a decision class takes at most " + MAX_BYTES + " bytes");
        }
        return out.toByteArray();
    }

    static DecisionClass decode(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedDecisionClassException("a decision class takes at most " + MAX_BYTES + " bytes");
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            if (in.get() != VERSION) {
                throw new MalformedDecisionClassException("the version of the decision class is not known");
            }
            DecisionClass value = body(in);
            if (in.hasRemaining() || !Arrays.equals(value.encode(), bytes)) {
                throw new MalformedDecisionClassException("the bytes are not in the one form that is written");
            }
            return value;
        } catch (BufferUnderflowException | IllegalArgumentException | MalformedLabelsException e) {
            throw new MalformedDecisionClassException("the bytes are cut off or hold a value that is not known", e);
        }
    }

    private static DecisionClass body(ByteBuffer in) {
        String type = text(in);
        Labels labels = Labels.decode(part(in));
        byte present = in.get();
        if (present != 0 && present != 1) {
            throw new MalformedDecisionClassException("the mark of the unit is neither 0 nor 1");
        }
        Optional<CareUnit> unit = present == 1 ? Optional.of(new CareUnit(text(in), text(in))) : Optional.empty();
        return new DecisionClass(type, labels, unit, new Origin(text(in), text(in)));
    }

    private static void text(ByteArrayOutputStream out, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException("a text in a decision class takes at most " + MAX_TEXT_BYTES + " bytes");
        }
        part(out, bytes);
    }

    private static void part(ByteArrayOutputStream out, byte[] bytes) {
        out.write(bytes.length >>> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static String text(ByteBuffer in) {
        return new String(part(in), StandardCharsets.UTF_8);
    }

    private static byte[] part(ByteBuffer in) {
        byte[] bytes = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(bytes);
        return bytes;
    }
}
