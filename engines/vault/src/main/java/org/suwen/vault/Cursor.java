package org.suwen.vault;

/**
 * A position in a patient's rows, which are ordered by row token: updates don't move a row, so one that is there throughout
 * a listing comes exactly once. In clear it tells nothing, but the server seals it all the same (D10).
 *
 * @param after the last row already seen; the smallest token for the start, which no row has but by a chance of 2^-128
 */
public record Cursor(Token after) {
    private static final Cursor START = new Cursor(new Token(0, 0));

    /** Before the first row. */
    public static Cursor start() {
        return START;
    }

    /** The position behind a row. */
    public static Cursor after(Token row) {
        return new Cursor(row);
    }

    /** The position as 16 bytes. */
    public byte[] encode() {
        return after.bytes();
    }

    /** The position that {@link #encode} gave. */
    public static Cursor decode(byte[] bytes) {
        return new Cursor(Token.of(bytes));
    }
}
