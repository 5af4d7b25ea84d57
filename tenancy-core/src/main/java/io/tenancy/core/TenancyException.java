package io.tenancy.core;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every way in which a use case refuses. Sealed: a transport maps each {@link Kind} exactly once. Anything that is
 * not one of these is a bug or a broken dependency, and keeps its own exception.
 */
public abstract sealed class TenancyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a transport needs in order to answer. */
    public enum Kind {
        INVALID,
        UNAUTHENTICATED,
        DENIED,
        NOT_FOUND,
        CONFLICT,
        STALE,
        LIMITED,
        UNAVAILABLE
    }

    private final Kind kind;
    private final String code;
    private final String detail;

    private TenancyException(Kind kind, String code, String detail) {
        super(detail);
        this.kind = requireNonNull(kind);
        this.code = requireNonNull(code);
        this.detail = requireNonNull(detail);
    }

    public final Kind kind() {
        return kind;
    }

    /** A stable, machine-readable word such as {@code user.email_taken}; part of the API, never translated. */
    public final String code() {
        return code;
    }

    /** A sentence for the person who reads the answer; it names no other tenant and no secret. */
    public final String detail() {
        return detail;
    }

    /** The field that is wrong, where one is. */
    public Optional<String> field() {
        return Optional.empty();
    }

    /** Each thing that is wrong, where a request can have many. */
    public List<Flaw> flaws() {
        return List.of();
    }

    /** How long to wait before another try, where waiting helps. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /** What of its plan a tenant has used up, where that is the reason. */
    public List<Shortage> shortages() {
        return List.of();
    }

    /** The request breaks a rule that its sender can repair. */
    public static final class Invalid extends TenancyException {
        private static final long serialVersionUID = 1L;
        private final String field;

        @SuppressWarnings("serial") // records in an unmodifiable list
        private final List<Flaw> flaws;

        public Invalid(String field, String code, String detail) {
            super(Kind.INVALID, code, detail);
            this.field = requireNonNull(field);
            this.flaws = List.of();
        }

        /** Several things are wrong, one at least; the first of them stands for all. */
        public Invalid(List<Flaw> flaws) {
            super(Kind.INVALID, flaws.get(0).code(), flaws.get(0).detail());
            this.field = flaws.get(0).field();
            this.flaws = List.copyOf(flaws);
        }

        /** Everything that is wrong, where that is more than can be said of one field. */
        @Override
        public List<Flaw> flaws() {
            return flaws;
        }

        /** What is wrong with a thing, as a part of a greater one. */
        public List<Flaw> flaws(String prefix) {
            return flaws.isEmpty()
                    ? List.of(new Flaw(prefix + field, code(), detail()))
                    : flaws.stream()
                            .map(flaw -> new Flaw(prefix + flaw.field(), flaw.code(), flaw.detail()))
                            .toList();
        }

        @Override
        public Optional<String> field() {
            return Optional.of(field);
        }
    }

    /**
     * The credential that is asked for in the place of a valid one that does not suffice (RFC 9470).
     *
     * @param level the authentication context class, {@code acr}
     * @param age how old the proof may be
     */
    public record Demand(String level, Duration age) implements Serializable {
        public Demand {
            requireNonNull(level);
            requireNonNull(age);
        }
    }

    /** There is no valid credential, or not one that suffices. */
    public static final class Unauthenticated extends TenancyException {
        private static final long serialVersionUID = 1L;
        private final @Nullable Demand demand;

        public Unauthenticated(String code, String detail) {
            super(Kind.UNAUTHENTICATED, code, detail);
            this.demand = null;
        }

        public Unauthenticated(String code, String detail, Demand demand) {
            super(Kind.UNAUTHENTICATED, code, detail);
            this.demand = requireNonNull(demand);
        }

        /** Refuses an access token, or a key in its place, that is good for nothing. */
        public static Unauthenticated invalidToken() {
            return new Unauthenticated("token.invalid", "The access token is not valid, or no longer.");
        }

        /** What is asked for, where the credential is valid and does not suffice. */
        public Optional<Demand> demand() {
            return Optional.ofNullable(demand);
        }
    }

    /** The caller is known and may not do this. */
    public static final class Denied extends TenancyException {
        private static final long serialVersionUID = 1L;

        public Denied(String code, String detail) {
            super(Kind.DENIED, code, detail);
        }
    }

    /** Nothing with that identity is visible to the caller; another tenant's rows are not found either. */
    public static final class NotFound extends TenancyException {
        private static final long serialVersionUID = 1L;

        public NotFound(String noun) {
            super(Kind.NOT_FOUND, noun + ".not_found", "There is no such " + noun + ".");
        }
    }

    /** The request is well-formed and clashes with what is stored. */
    public static final class Conflict extends TenancyException {
        private static final long serialVersionUID = 1L;

        private final @Nullable Duration retryAfter;

        @SuppressWarnings("serial") // records in an unmodifiable list
        private final List<Shortage> shortages;

        public Conflict(String code, String detail) {
            this(code, detail, List.of());
        }

        /** A clash with what the tenant's plan includes. */
        public Conflict(String code, String detail, List<Shortage> shortages) {
            super(Kind.CONFLICT, code, detail);
            this.retryAfter = null;
            this.shortages = List.copyOf(shortages);
        }

        /** A clash that is over when some time has passed. */
        public Conflict(String code, String detail, Duration retryAfter) {
            super(Kind.CONFLICT, code, detail);
            this.retryAfter = requireNonNull(retryAfter);
            this.shortages = List.of();
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }

        @Override
        public List<Shortage> shortages() {
            return shortages;
        }
    }

    /** The thing is in another state than the one that the caller has seen. */
    public static final class Stale extends TenancyException {
        private static final long serialVersionUID = 1L;

        public Stale(String code, String detail) {
            super(Kind.STALE, code, detail);
        }
    }

    /** A rate limit or a plan's quota is used up. */
    public static final class Limited extends TenancyException {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        @SuppressWarnings("serial") // records in an unmodifiable list
        private final List<Shortage> shortages;

        public Limited(String code, Duration retryAfter) {
            this(code, "Too many requests.", retryAfter);
        }

        public Limited(String code, String detail, Duration retryAfter) {
            this(code, detail, retryAfter, List.of());
        }

        /** An amount of the tenant's plan is used up. */
        public Limited(String code, String detail, Duration retryAfter, List<Shortage> shortages) {
            super(Kind.LIMITED, code, detail);
            this.retryAfter = requireNonNull(retryAfter);
            this.shortages = List.copyOf(shortages);
        }

        @Override
        public List<Shortage> shortages() {
            return shortages;
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(retryAfter);
        }
    }

    /** The work cannot be done now, and can be later. */
    public static final class Unavailable extends TenancyException {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        public Unavailable(String code, String detail, Duration retryAfter) {
            super(Kind.UNAVAILABLE, code, detail);
            this.retryAfter = requireNonNull(retryAfter);
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(retryAfter);
        }
    }
}
