package io.tenancy.core.job;

import io.tenancy.core.Check;
import io.tenancy.core.job.Job.State;
import java.util.Optional;

/** Which jobs of a list are wanted. */
public record JobFilter(Optional<State> state, Optional<String> kind) {
    private static final int LONGEST_KIND = 40;

    public JobFilter {
        state = state.map(wanted -> wanted);
        kind = kind.map(text -> Check.text("kind", text, LONGEST_KIND));
    }
}
