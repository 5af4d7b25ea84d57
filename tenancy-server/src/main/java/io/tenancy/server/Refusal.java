package io.tenancy.server;

import java.util.Collection;
import java.util.List;

/** Why the server or a command ends without doing its work, in words for the person who started it. No stack trace helps. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public Refusal(String message) {
        super(message);
        this.status = 1;
    }

    public Refusal(String message, int status) {
        super(message);
        this.status = status;
    }

    public Refusal(String message, Throwable cause) {
        this(message, cause, 1);
    }

    public Refusal(String message, Throwable cause, int status) {
        super(message, cause);
        this.status = status;
    }

    /** With which the process ends. */
    public int status() {
        return status;
    }

    /** A refusal with a line for each reason. */
    public static Refusal listing(String headline, Collection<String> reasons) {
        return new Refusal(headline
                + String.join(
                        "",
                        List.copyOf(reasons).stream()
                                .map(reason -> "\n  - " + reason)
                                .toList()));
    }
}
