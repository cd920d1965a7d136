package org.suwen.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.suwen.ledger.LedgerUnavailableException.Reason;
import org.suwen.ledger.merkle.Hash;

/** What nodes say to each other: a sealed draft there, what came of it back. */
final class Relay {
    private static final int VERSION = 1;
    private static final int RECEIPT = 0;
    private static final int MOVED = 1;
    private static final int DUPLICATE = 2;
    private static final int UNAVAILABLE = 3;
    private static final int REFUSED = 4;

    private Relay() {}

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A draft as its node sealed it. */
    static byte[] question(Pending pending) {
        return written(out -> {
            out.writeByte(VERSION);
            Optional<Subject> subject = pending.draft().subject();
            out.writeBoolean(subject.isPresent());
            if (subject.isPresent()) {
                out.writeLong(subject.get().patient().getMostSignificantBits());
                out.writeLong(subject.get().patient().getLeastSignificantBits());
                out.writeLong(subject.get().consentVersion());
                out.writeUTF(subject.get().guard().name());
                out.writeLong(pending.countHint());
            }
            out.write(pending.bytes());
        });
    }

    /**
     * The draft of a question.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Pending pending(byte[] question, Peers peers) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(question))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "a node speaks version `" + version + "`, this one `" + VERSION + "`");
            }
            Optional<Subject> subject = Optional.empty();
            long count = 0;
            if (in.readBoolean()) {
                UUID patient = new UUID(in.readLong(), in.readLong());
                long consent = in.readLong();
                Guard guard = Guard.valueOf(in.readUTF());
                count = in.readLong();
                subject = Optional.of(new Subject(patient, consent, guard, peers.logKeys(patient)));
            }
            byte[] bytes = in.readAllBytes();
            Entry entry = Entry.decode(bytes);
            if (entry.hasSubject()) {
                throw new IllegalArgumentException("a draft has no token yet");
            }
            return new Pending(
                    new Draft(entry.type(), entry.request(), new byte[0], new byte[0], subject), bytes, count);
        } catch (IOException e) {
            throw new IllegalArgumentException("a question of another node is cut", e);
        }
    }

    /** What came of a question, as bytes. */
    static byte[] answer(Supplier<Receipt> work) {
        try {
            Receipt receipt = work.get();
            return written(out -> {
                out.writeByte(RECEIPT);
                out.writeLong(receipt.index());
                out.write(receipt.leafHash());
                out.writeLong(receipt.at().toEpochMilli());
            });
        } catch (ConsentMovedException e) {
            return written(out -> {
                out.writeByte(MOVED);
                out.writeLong(e.asked());
                out.writeLong(e.current());
            });
        } catch (DuplicateRequestException e) {
            return written(out -> {
                out.writeByte(DUPLICATE);
                out.writeLong(e.index());
            });
        } catch (LedgerUnavailableException e) {
            return written(out -> {
                out.writeByte(UNAVAILABLE);
                out.writeUTF(e.reason().name());
                out.writeBoolean(e.mayStand());
                out.writeUTF(String.valueOf(e.getMessage()));
            });
        } catch (RuntimeException e) { // a rim: one node's fault is said to that node
            return written(out -> {
                out.writeByte(REFUSED);
                out.writeUTF(String.valueOf(e.getMessage()));
            });
        }
    }

    /** The receipt of an answer, or what it says instead. */
    static Receipt receipt(UUID request, byte[] answer) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(answer))) {
            int kind = in.readUnsignedByte();
            switch (kind) {
                case RECEIPT -> {
                    long index = in.readLong();
                    byte[] leaf = in.readNBytes(Hash.BYTES);
                    return new Receipt(index, leaf, Instant.ofEpochMilli(in.readLong()));
                }
                case MOVED -> throw new ConsentMovedException(in.readLong(), in.readLong());
                case DUPLICATE -> throw new DuplicateRequestException(request, in.readLong());
                case UNAVAILABLE -> {
                    Reason reason = Reason.valueOf(in.readUTF());
                    throw new LedgerUnavailableException(reason, in.readBoolean(), in.readUTF());
                }
                case REFUSED -> throw new IllegalArgumentException("the leading node refused it: " + in.readUTF());
                default -> throw new IllegalArgumentException("an answer of another node has no kind `" + kind + "`");
            }
        } catch (IOException e) {
            throw new LedgerUnavailableException(Reason.LOST, true, "the leading node's answer is cut", e);
        }
    }
}
