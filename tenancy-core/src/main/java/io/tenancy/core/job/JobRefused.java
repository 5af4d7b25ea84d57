package io.tenancy.core.job;

import static java.util.Objects.requireNonNull;

/** A job cannot be done, however often it is tried: it has failed, and what its step has changed is undone. */
public final class JobRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String detail;

    /**
     * A refusal.
     *
     * @param detail why, a sentence for who has asked for the job
     */
    public JobRefused(String detail) {
        super(detail);
        this.detail = requireNonNull(detail);
    }

    public String detail() {
        return detail;
    }
}
