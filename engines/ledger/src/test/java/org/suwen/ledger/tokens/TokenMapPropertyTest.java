package org.suwen.ledger.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.suwen.ledger.Entry;
import org.suwen.ledger.merkle.MerkleTree;

/** Maps against a naive reading of their definition, over random logs. */
class TokenMapPropertyTest {
    private static final String ORIGIN = "hospital.example/ledger";

    private Map<Long, byte[]> tokens = new HashMap<>();
    private TokenMaps maps = new TokenMaps(ORIGIN, new MemoryTokenRuns());

    /** A new log for each try. */
    private void fill(Random random, int size) {
        tokens = new HashMap<>();
        MemoryTokenRuns store = new MemoryTokenRuns();
        maps = new TokenMaps(ORIGIN, store);
        for (long i = 0; i < size; i++) {
            byte[] token = new byte[Entry.TOKEN_BYTES];
            if (random.nextInt(4) > 0) { // one entry of four is about no patient
                random.nextBytes(token);
                token[0] = (byte) random.nextInt(3); // neighbours that share bytes
            }
            tokens.put(i, token);
            store.add(token);
        }
    }

    private Set<byte[]> between(long from, long to) {
        TreeSet<byte[]> sorted = new TreeSet<>(Arrays::compareUnsigned);
        for (long i = from; i < to; i++) {
            if (!Arrays.equals(tokens.get(i), new byte[Entry.TOKEN_BYTES])) {
                sorted.add(tokens.get(i));
            }
        }
        return sorted;
    }

    @Property(tries = 15)
    void isTheRunsOfItsBlocksHashedOneByOne(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9000) int size) {
        fill(new Random(seed), size);
        maps.complete(size);

        TokenMap map = maps.map(size);

        assertThat(TokenMap.parse(map.text())).isEqualTo(map);
        assertThat(map.runs().getFirst().from()).isZero();
        assertThat(map.runs().getLast().to()).isEqualTo(size);
        for (TokenRun run : map.runs()) {
            List<byte[]> leaves = List.copyOf(between(run.from(), run.to()));
            assertThat(run.count()).isEqualTo(leaves.size());
            SortedTokens naive = SortedTokens.sorting(joined(leaves));
            assertThat(run.root()).isEqualTo(MerkleTree.root(naive, leaves.size()));
        }
    }

    @Property(tries = 15)
    void provesWhatIsAbsentAndNothingElse(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9000) int size) {
        Random random = new Random(seed);
        fill(random, size);
        maps.complete(size);
        TokenMap map = maps.map(size);
        Set<byte[]> all = between(0, size);

        for (int i = 0; i < 10; i++) {
            byte[] asked = new byte[Entry.TOKEN_BYTES];
            random.nextBytes(asked);
            asked[0] = (byte) random.nextInt(4);
            if (all.contains(asked)) {
                continue;
            }
            List<Absence> absences = maps.absences(asked, size).orElseThrow();
            for (int run = 0; run < absences.size(); run++) {
                assertThat(absences.get(run).proves(asked, map.runs().get(run))).isTrue();
            }
        }
        for (byte[] there :
                all.stream().skip(random.nextInt(all.size() + 1)).limit(5).toList()) {
            assertThat(maps.absences(there, size)).isEmpty();
        }
    }

    @Property(tries = 10)
    void cannotBeTalkedIntoTheAbsenceOfAMember(@ForAll long seed, @ForAll @IntRange(min = 3, max = 5000) int size) {
        Random random = new Random(seed);
        fill(random, size);
        maps.complete(size);
        TokenMap map = maps.map(size);
        for (TokenRun run : map.runs()) {
            for (byte[] member : between(run.from(), run.to()).stream().limit(3).toList()) {
                byte[] above = member.clone();
                above[Entry.TOKEN_BYTES - 1]++;
                List<Absence> borrowed = maps.absences(above, size).orElse(List.of());
                for (Absence each : borrowed) {
                    assertThat(each.proves(member, run)).isFalse();
                    assertThat(new Absence(each.position() - 1, Optional.empty(), each.below()).proves(member, run))
                            .isFalse();
                    assertThat(new Absence(0, Optional.empty(), Optional.empty()).proves(member, run))
                            .isFalse();
                }
            }
        }
    }

    private static byte[] joined(List<byte[]> leaves) {
        byte[] all = new byte[leaves.size() * Entry.TOKEN_BYTES];
        for (int i = 0; i < leaves.size(); i++) {
            System.arraycopy(leaves.get(i), 0, all, i * Entry.TOKEN_BYTES, Entry.TOKEN_BYTES);
        }
        return all;
    }
}
