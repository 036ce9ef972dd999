package io.github.cameljirasync.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class OccupancyTest {

    private final Occupancy occupancy = new Occupancy(2);

    @Test
    void nothing_is_said_before_some_deliveries_are_over() {
        deliver(63, 50, 1);

        assertThat(occupancy.useful()).isZero();
    }

    @Test
    void many_threads_are_of_use_where_a_delivery_mostly_waits() {
        deliver(64, 400, 1);

        assertThat(occupancy.useful()).isEqualTo(266);
    }

    @Test
    void hardly_any_are_of_use_where_a_delivery_mostly_works() {
        deliver(64, 8, 4);

        assertThat(occupancy.useful()).isEqualTo(1);
    }

    @Test
    void only_the_last_deliveries_count() {
        deliver(64, 400, 1);
        deliver(64, 40, 1);

        assertThat(occupancy.useful()).isEqualTo(26);
    }

    private void deliver(int times, long wallMillis, long cpuMillis) {
        for (int i = 0; i < times; i++) {
            occupancy.note(TimeUnit.MILLISECONDS.toNanos(wallMillis), TimeUnit.MILLISECONDS.toNanos(cpuMillis));
        }
    }
}
