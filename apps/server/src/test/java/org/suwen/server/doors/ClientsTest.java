package org.suwen.server.doors;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClientsTest {

    @Test
    void versionsAreComparedNumberByNumber() {
        assertThat(Clients.older("2.9.7", "2.10")).isTrue();
        assertThat(Clients.older("2.10", "2.9.7")).isFalse();
        assertThat(Clients.older("2.10.0", "2.10")).isFalse();
        assertThat(Clients.older("2.10", "2.10.1")).isTrue();
    }

    @Test
    void whatIsNoVersionIsOlderThanEveryOne() {
        assertThat(Clients.older("", "0")).isTrue();
        assertThat(Clients.older("newest", "0")).isTrue();
        assertThat(Clients.older("1..2", "0")).isTrue();
        assertThat(Clients.older("-1", "0")).isTrue();
    }

    @Property
    void olderIsAnOrder(
            @ForAll @IntRange(max = 99) int major,
            @ForAll @IntRange(max = 99) int minor,
            @ForAll @IntRange(max = 99) int other) {
        String left = major + "." + minor;
        String right = major + "." + other;

        assertThat(Clients.older(left, right)).isEqualTo(minor < other);
        assertThat(Clients.older(left, right) && Clients.older(right, left)).isFalse();
    }
}
