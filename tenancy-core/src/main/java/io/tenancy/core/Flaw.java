package io.tenancy.core;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * One of several things that are wrong with a request.
 *
 * @param field what is wrong: {@code events[3].time}
 * @param code a stable word for machines
 * @param detail a sentence for people
 */
public record Flaw(String field, String code, String detail) implements Serializable {
    public Flaw {
        requireNonNull(field);
        requireNonNull(code);
        requireNonNull(detail);
    }
}
