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
    private final Recent<String, Integer> heard =
            new Recent<>(10, Duration.ofSeconds(1), Duration.ofSeconds(30), now::get, question -> question);
    private final Hearing hearing = new Hearing();

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

    @Test
    void countsForLongerWhileChangesAreHeard() {
        hearing.proven(now.get());
        askHearing("a");

        for (int half = 1; half < 60; half++) {
            pass(Duration.ofMillis(500));
            hearing.proven(now.get());
            assertThat(askHearing("a")).isEqualTo(1);
        }
        pass(Duration.ofMillis(500));
        hearing.proven(now.get());

        assertThat(askHearing("a")).as("after half a minute").isEqualTo(2);
    }

    @Test
    void asksAnewWhatIsHeardOfAndNothingElse() {
        hearing.proven(now.get());
        askHearing("a");
        askHearing("b");
        pass(Duration.ofSeconds(5));

        heard.changed("a");
        hearing.proven(now.get());

        assertThat(askHearing("b")).isEqualTo(2);
        assertThat(askHearing("a")).isEqualTo(3);
    }

    @Test
    void fallsBackToTheBoundWhereTheLastProofIsOlder() {
        hearing.proven(now.get());
        askHearing("a");

        pass(Duration.ofMillis(999));
        assertThat(askHearing("a")).isEqualTo(1);
        pass(Duration.ofMillis(1));

        assertThat(askHearing("a")).isEqualTo(2);
        pass(Duration.ofMillis(999));
        assertThat(askHearing("a")).isEqualTo(2);
    }

    @Test
    void doesNotTrustWhatWasAskedBeforeAnybodyListened() {
        askHearing("a");
        pass(Duration.ofMillis(1));
        hearing.proven(now.get());
        pass(Duration.ofMillis(999));
        hearing.proven(now.get());

        assertThat(askHearing("a")).isEqualTo(2);
    }

    @Test
    void trustsNothingOfWhatWentByWhileNobodyListened() {
        hearing.proven(now.get());
        askHearing("a");
        hearing.lost();
        pass(Duration.ofSeconds(2));
        hearing.proven(now.get());

        assertThat(askHearing("a")).isEqualTo(2);
    }

    private int askHearing(String question) {
        return heard.get(question, unused -> asked.incrementAndGet(), hearing);
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
