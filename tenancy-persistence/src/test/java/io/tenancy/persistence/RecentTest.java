package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RecentTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final Recent<String, Integer> recent =
            new Recent<>(10, Duration.ofSeconds(1), now::get, question -> question);

    @Test
    void remembersAnAnswerForItsTime() {
        assertThat(ask("a", 0)).isEqualTo(1);
        pass(Duration.ofMillis(999));
        assertThat(ask("a", 0)).isEqualTo(1);
        pass(Duration.ofMillis(1));
        assertThat(ask("a", 0)).isEqualTo(2);
    }

    @Test
    void countsTheTimeThatTheAnswerTook() {
        assertThat(ask("a", 800)).isEqualTo(1);
        pass(Duration.ofMillis(199));
        assertThat(ask("a", 0)).isEqualTo(1);
        pass(Duration.ofMillis(1));
        assertThat(ask("a", 0)).isEqualTo(2);
    }

    @Test
    void keepsQuestionsApart() {
        assertThat(ask("a", 0)).isEqualTo(1);
        assertThat(ask("b", 0)).isEqualTo(2);
        assertThat(ask("a", 0)).isEqualTo(1);
    }

    @Test
    void asksAnewWhatHasChangedAndNothingElse() {
        ask("a", 0);
        ask("b", 0);

        recent.changed("a");

        assertThat(ask("b", 0)).isEqualTo(2);
        assertThat(ask("a", 0)).isEqualTo(3);
        assertThat(ask("a", 0)).isEqualTo(3);
    }

    @Test
    void doesNotCountAnAnswerThatWasOnItsWayWhenItsSubjectChanged() {
        recent.get("a", unused -> {
            recent.changed("a");
            return asked.incrementAndGet();
        });

        assertThat(ask("a", 0)).isEqualTo(2);
    }

    @Test
    void asksAnewWhereAnythingMayHaveChangedAndWhereTooMuchHas() {
        ask("a", 0);
        recent.allChanged();
        assertThat(ask("a", 0)).isEqualTo(2);

        IntStream.rangeClosed(0, 10_000).forEach(number -> recent.changed("other " + number));

        assertThat(ask("a", 0)).isEqualTo(3);
    }

    private int ask(String question, long millis) {
        return recent.get(question, unused -> {
            pass(Duration.ofMillis(millis));
            return asked.incrementAndGet();
        });
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
