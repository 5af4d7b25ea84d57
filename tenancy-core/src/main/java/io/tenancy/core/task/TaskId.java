package io.tenancy.core.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

/** Names a task in the journal; it is made of the task's name, so that it is the same on every node. */
public record TaskId(UUID value) implements Id {
    public TaskId {
        requireNonNull(value);
    }

    public static TaskId of(String name) {
        return new TaskId(UUID.nameUUIDFromBytes(("task:" + name).getBytes(UTF_8)));
    }
}
