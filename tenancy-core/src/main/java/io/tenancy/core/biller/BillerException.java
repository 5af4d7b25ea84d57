package io.tenancy.core.biller;

/** A biller has not done what it was asked, or nobody knows whether it has. */
public final class BillerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean refused;

    /**
     * @param refused whether nothing was done, and the same is refused again; else it is worth another try
     * @param detail a sentence for the log, without secrets
     */
    public BillerException(boolean refused, String detail, Throwable cause) {
        super(detail, cause);
        this.refused = refused;
    }

    public boolean isRefused() {
        return refused;
    }
}
