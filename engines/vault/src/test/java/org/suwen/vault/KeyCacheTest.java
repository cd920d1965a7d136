package org.suwen.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.suwen.vault.internal.SecretBytes;

class KeyCacheTest {
    private final KeyCache cache = new KeyCache(2);
    private final Seals seals = Seals.with(new SecureRandom());

    private PatientKeys keys(long number) {
        PatientId patient = new PatientId(new UUID(0, number));
        return new PatientKeys(
                new PatientLogKeys(patient, 1, seals, SecretBytes.taking(new byte[32])),
                1,
                seals,
                SecretBytes.taking(new byte[32]));
    }

    @Test
    void dropsThePatientLeastRecentlyUsedAndLeavesHisKeysToTheirHolder() {
        PatientKeys first = keys(1);
        cache.put(first, cache.moment());
        cache.put(keys(2), cache.moment());
        assertThat(cache.get(first.patient())).contains(first);
        PatientKeys third = keys(3);

        cache.put(third, cache.moment());

        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.get(new PatientId(new UUID(0, 2)))).isEmpty();
        assertThat(cache.get(third.patient())).contains(third);
        cache.put(keys(4), cache.moment());
        assertThat(cache.get(first.patient())).isEmpty();
        assertThat(first.token("purpose", new byte[0])).hasSize(16);
    }

    @Test
    void doesNotTakeKeysWhoseLoadBeganBeforeAPatientWasForgotten() {
        PatientKeys loaded = keys(1);
        long moment = cache.moment();

        cache.forget(loaded.patient());
        cache.put(loaded, moment);

        assertThat(cache.get(loaded.patient())).isEmpty();
    }

    @Test
    void zeroesForgottenKeysAtOnceButNotUnderAnOperation() throws Exception {
        PatientKeys held = keys(1);
        cache.put(held, cache.moment());
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean destroyedDuring = new AtomicBoolean();
        Thread operation = Thread.ofPlatform().start(() -> {
            boolean unused = held.ring().use(0, key -> {
                inside.countDown();
                awaited(release);
                destroyedDuring.set(key.isDestroyed());
                return true;
            });
        });
        inside.await();
        Thread forgetting = Thread.ofPlatform().start(() -> cache.forget(held.patient()));
        while (forgetting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        release.countDown();
        forgetting.join();
        operation.join();

        assertThat(destroyedDuring).isFalse();
        assertThat(held.ring().keys()).allMatch(SecretBytes::isDestroyed);
        assertThatThrownBy(() -> held.token("purpose", new byte[0])).isInstanceOf(KeysForgottenException.class);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void zeroesDroppedKeysOnceNobodyHoldsThem() {
        SecretBytes dropped = droppedKey();

        for (int tries = 0; tries < 200 && !dropped.isDestroyed(); tries++) {
            System.gc();
            cache.put(keys(100 + tries), cache.moment());
        }

        assertThat(dropped.isDestroyed()).isTrue();
    }

    private SecretBytes droppedKey() {
        PatientKeys first = keys(1);
        cache.put(first, cache.moment());
        cache.put(keys(2), cache.moment());
        cache.put(keys(3), cache.moment());
        return first.ring().keys().getFirst();
    }
}
