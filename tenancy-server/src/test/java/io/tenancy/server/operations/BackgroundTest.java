package io.tenancy.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.task.Schedule;
import io.tenancy.core.task.Task;
import io.tenancy.core.task.Task.Reach;
import io.tenancy.core.task.TaskRounds;
import io.tenancy.testkit.InMemoryStores;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

final class BackgroundTest {
    private static final Duration OFTEN = Duration.ofMillis(10);

    private final CountDownLatch ran = new CountDownLatch(1);
    private final Background background = new Background(rounds(), (task, took, failure) -> ran.countDown(), 1, OFTEN);

    @Test
    void beginsWhenTheServerServes() throws Exception {
        background.start();
        assertThat(ran.await(OFTEN.multipliedBy(20).toMillis(), TimeUnit.MILLISECONDS))
                .isFalse();

        background.serverStarted(new Server());

        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
        background.stop();
    }

    /** Rounds that have a task which is due. */
    private static TaskRounds rounds() {
        TaskRounds rounds = new TaskRounds(new InMemoryStores().tasks(), "node", InstantSource.system());
        rounds.declare(List.of(new Task(
                "a-task",
                "Does something.",
                new Schedule.Every(Duration.ofMinutes(1), Duration.ZERO),
                Reach.NODE,
                Duration.ofHours(1),
                stopping -> {})));
        return rounds;
    }
}
