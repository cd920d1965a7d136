package org.suwen.decision.condition;

/**
 * A range of addresses in the form {@code 10.8.0.0/16}.
 *
 * @param base the lowest address
 * @param prefix how many leading bits are fixed
 */
public record Network(Address base, int prefix) {

    /**
     * The network in a text.
     *
     * @throws IllegalArgumentException when it is none, or bits behind the prefix are set
     */
    public static Network of(String text) {
        int slash = text.indexOf('/');
        Address base = Address.of(slash < 0 ? text : text.substring(0, slash));
        int prefix = slash < 0 ? base.bits() : prefix(text.substring(slash + 1));
        if (base.bits() == 0 || prefix < 0 || prefix > base.bits()) {
            throw new IllegalArgumentException("`" + text + "` is no network; write it like 10.8.0.0/16");
        }
        Network network = new Network(base, prefix);
        if ((base.high() & ~network.highMask()) != 0 || (base.low() & ~network.lowMask()) != 0) {
            throw new IllegalArgumentException("`" + text + "` has bits set behind its prefix");
        }
        return network;
    }

    /** Whether the address lies in it. */
    public boolean contains(Address address) {
        return address.bits() == base.bits()
                && (address.high() & highMask()) == base.high()
                && (address.low() & lowMask()) == base.low();
    }

    @Override
    public String toString() {
        return base + "/" + prefix;
    }

    private long highMask() {
        return prefix == 0 ? 0 : -1L << (64 - Math.min(prefix, 64));
    }

    private long lowMask() {
        return prefix <= 64 ? 0 : -1L << (128 - prefix);
    }

    private static int prefix(String digits) {
        boolean number =
                !digits.isEmpty() && digits.length() <= 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(digits) : -1;
    }
}
