package org.suwen.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.LongConsumer;

/** Runs a parser against seeded inputs; the seed of a failure is in its message. */
public final class Fuzz {
    private static final int SHORT_ROUNDS = 3_000;
    private static final int LONG_ROUNDS = 2_000_000;
    private static final long FIRST_SEED = Long.getLong("suwen.seed", 20_261_122L);

    private Fuzz() {}

    public static void run(String parser, LongConsumer round) {
        int rounds = Boolean.getBoolean("suwen.long") ? LONG_ROUNDS : SHORT_ROUNDS;
        System.out.println("fuzz " + parser + ": seeds " + FIRST_SEED + " to " + (FIRST_SEED + rounds - 1));
        for (long seed = FIRST_SEED; seed < FIRST_SEED + rounds; seed++) {
            try {
                round.accept(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(parser + " fails at -Dsuwen.seed=" + seed, e);
            }
        }
    }

    /** A few bytes flipped, cut out, doubled or set. */
    public static byte[] mutate(Random random, byte[] input) {
        byte[] bytes = input.clone();
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            int length = Math.min(random.nextInt(8), bytes.length - at);
            switch (random.nextInt(bytes.length == 0 ? 1 : 5)) {
                case 0 -> bytes = splice(bytes, at, 0, new byte[random.nextInt(20)]);
                case 1 -> bytes = splice(bytes, at, length, new byte[0]);
                case 2 -> bytes = splice(bytes, at, 0, java.util.Arrays.copyOfRange(bytes, at, at + length));
                case 3 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                default -> bytes[at] = (byte) random.nextInt(256);
            }
        }
        return bytes;
    }

    public static String mutate(Random random, String input) {
        return new String(mutate(random, input.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private static byte[] splice(byte[] bytes, int at, int cut, byte[] insert) {
        byte[] out = new byte[bytes.length - cut + insert.length];
        System.arraycopy(bytes, 0, out, 0, at);
        System.arraycopy(insert, 0, out, at, insert.length);
        System.arraycopy(bytes, at + cut, out, at + insert.length, bytes.length - at - cut);
        return out;
    }
}
