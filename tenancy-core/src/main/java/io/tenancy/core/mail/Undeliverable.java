package io.tenancy.core.mail;

/** A message is refused for good, as one to an address that does not exist: sending it again is of no use. */
public final class Undeliverable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Undeliverable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
