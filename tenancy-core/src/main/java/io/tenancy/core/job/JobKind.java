package io.tenancy.core.job;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Work;
import io.tenancy.core.job.Job.Refusal;
import java.util.List;

/** What a kind of job does. Each release knows the kinds of the one before, whose jobs may still wait. */
public interface JobKind {
    /** As {@code user-import}; written in the rows of jobs, so it never changes. */
    String name();

    /** Whether its jobs wait while their tenant is read-only or suspended. */
    boolean restsWhileClosed();

    /**
     * Does a part of the work that takes a second or less, in the transaction in which its checkpoint is written: both
     * happen or neither. It changes nothing but rows of the tenant.
     */
    Step step(Work work, Job job, Material material);

    /**
     * What a step works on.
     *
     * @param input what was to be done, as it was given; forgotten when that is done
     * @param checkpoint how far it is, in the words of the kind; empty before the first step
     */
    record Material(String input, String checkpoint) {
        public Material {
            requireNonNull(input);
            requireNonNull(checkpoint);
        }

        @Override
        public String toString() {
            return "Material[" + input.length() + ", " + checkpoint.length() + "]";
        }
    }

    /**
     * What a step has done.
     *
     * @param checkpoint what the next one begins with
     * @param done how many items it has dealt with
     * @param refusals those of them that were refused
     */
    record Step(String checkpoint, int done, List<Refusal> refusals, boolean isLast) {
        public Step {
            requireNonNull(checkpoint);
            refusals = List.copyOf(refusals);
        }
    }
}
