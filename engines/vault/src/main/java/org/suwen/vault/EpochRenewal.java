package org.suwen.vault;

import java.util.List;

/**
 * What a renewal of the epoch did.
 *
 * @param epoch the new one
 * @param rewrapped how many patients' keys were wrapped anew
 * @param ended the epochs whose keys were destroyed in the key source
 */
public record EpochRenewal(int epoch, long rewrapped, List<Integer> ended) {
    /** Copies the list. */
    public EpochRenewal {
        ended = List.copyOf(ended);
    }
}
