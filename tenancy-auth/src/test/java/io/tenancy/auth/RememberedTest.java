package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private final Remembered<Integer, String> remembered = new Remembered<>(10);

    @Test
    void remembersWhatIsAskedForAndForgetsTheRest() {
        remembered.put(-1, "asked for");
        remembered.put(-2, "never asked for");

        IntStream.range(0, 100).forEach(number -> {
            remembered.put(number, "another");
            assertThat(remembered.find(-1)).contains("asked for");
        });

        assertThat(remembered.find(-2)).isEmpty();
        assertThat(remembered.find(0)).isEmpty();
    }

    @Test
    void neverGrowsBeyondItsBound() {
        for (int number = 0; number < 1_000; number++) {
            remembered.put(number, "one");
            assertThat(remembered.size()).isLessThanOrEqualTo(10);
        }
    }
}
