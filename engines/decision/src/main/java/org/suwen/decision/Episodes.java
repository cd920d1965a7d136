package org.suwen.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * Stretches of care with what a decision asks of each laid out flat; can't be changed.
 *
 * <p>A decision looks at most episodes only to see that they say nothing of the actor. Hashes and seconds in one array
 * tell that without fetching the episode and its texts from memory; whoever is not ruled out is compared in full.
 */
final class Episodes extends AbstractList<CareEpisode> implements RandomAccess {

    private static final int STRIDE = 5;
    private static final int START = 0;
    private static final int END = 1;
    private static final int UNIT = 2;
    private static final int PEOPLE = 3;
    private static final int RECEIVING = 4;

    private final CareEpisode[] episodes;
    private final long[] laid;

    private Episodes(List<CareEpisode> list) {
        episodes = list.toArray(new CareEpisode[0]);
        laid = new long[episodes.length * STRIDE];
        for (int i = 0; i < episodes.length; i++) {
            CareEpisode episode = episodes[i];
            int at = i * STRIDE;
            laid[at + START] = episode.start().getEpochSecond();
            laid[at + END] = episode.end().map(Instant::getEpochSecond).orElse(Long.MAX_VALUE);
            laid[at + UNIT] = pair(episode.institution(), episode.unit().department());
            laid[at + PEOPLE] = pair("", episode.responsible().orElse(""));
            laid[at + RECEIVING] = Names.signature(episode.receiving());
        }
    }

    static Episodes of(List<CareEpisode> list) {
        return list instanceof Episodes known ? known : new Episodes(list);
    }

    private static long pair(String first, String second) {
        return (long) first.hashCode() << Integer.SIZE | (second.hashCode() & 0xffff_ffffL);
    }

    /** Whether another institution gives the care for certain. */
    boolean elsewhere(int i, String institution) {
        return (int) (laid[i * STRIDE + UNIT] >>> Integer.SIZE) != institution.hashCode();
    }

    /** Whether another department gives the care for certain. */
    boolean otherDepartment(int i, String department) {
        return (int) laid[i * STRIDE + UNIT] != department.hashCode();
    }

    /** The hash of the responsible doctor's id; that of the empty text when there is none. */
    int responsibleHash(int i) {
        return (int) laid[i * STRIDE + PEOPLE];
    }

    /** Whether somebody is not among those who receive the patient for certain. */
    boolean notReceiving(int i, String person) {
        return (laid[i * STRIDE + RECEIVING] & Names.bit(person.hashCode())) == 0;
    }

    /** Whether it has begun and was closed less than this long ago, or not at all. */
    boolean linkedAt(int i, Instant at, Duration tail) {
        long now = at.getEpochSecond();
        long start = laid[i * STRIDE + START];
        long end = laid[i * STRIDE + END];
        boolean close = now == start || (end != Long.MAX_VALUE && Math.abs(now - end - tail.toSeconds()) <= 1);
        if (close) {
            return episodes[i].linkedAt(at, tail); // within a second nanoseconds count
        }
        return now > start && (end == Long.MAX_VALUE || now < end + tail.toSeconds());
    }

    @Override
    public CareEpisode get(int i) {
        return episodes[i];
    }

    @Override
    public int size() {
        return episodes.length;
    }
}
