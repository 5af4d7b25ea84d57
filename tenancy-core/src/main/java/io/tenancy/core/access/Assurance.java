package io.tenancy.core.access;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How somebody has proved who they are, and when they last did (OpenID Connect Core 1.0, section 2: {@code amr}, {@code
 * acr}, {@code auth_time}).
 *
 * @param methods what they have shown, at least one
 * @param at when they showed the last of them
 */
public record Assurance(Set<Method> methods, Instant at) {
    /** What somebody can show. */
    public enum Method {
        PASSWORD("pwd"),
        /** A code of an authenticator app (RFC 6238). */
        TOTP("otp"),
        /** A code that was written down when the second factor was set up. */
        RECOVERY_CODE("recovery"),
        /**
         * A passkey whose authenticator has verified its user, which makes it two factors by itself. As nobody attests the
         * authenticator, it is not known whether hardware keeps the key ({@code hwk}) or software does ({@code swk}).
         */
        PASSKEY("pop");

        private final String reference;

        Method(String reference) {
            this.reference = reference;
        }

        /**
         * The method of this name in the {@code amr}, as far as there is one: {@code mfa} says that there are two, and {@code
         * user} that somebody was there.
         */
        public static Optional<Method> referredTo(String reference) {
            return Stream.of(values())
                    .filter(method -> method.reference.equals(reference))
                    .findAny();
        }
    }

    /** The level of NIST SP 800-63B that one factor reaches. */
    public static final String ONE_FACTOR = "aal1";

    /** The level of NIST SP 800-63B that two factors reach. */
    public static final String TWO_FACTORS = "aal2";

    private static final String MULTI_FACTOR = "mfa";
    private static final String PRESENCE = "user";

    public Assurance {
        if (methods.isEmpty()) {
            throw new IllegalArgumentException("Nobody is signed in without a proof.");
        }
        methods = Collections.unmodifiableSet(EnumSet.copyOf(methods));
        requireNonNull(at);
    }

    /** The assurance of somebody who has shown one thing. */
    public static Assurance of(Method method, Instant at) {
        return new Assurance(Set.of(method), at);
    }

    /** The assurance of somebody who has shown one thing more, now. */
    public Assurance with(Method method, Instant now) {
        Set<Method> all = EnumSet.copyOf(methods);
        all.add(method);
        return new Assurance(all, now);
    }

    /** Whether two different factors were shown. */
    public boolean isMultiFactor() {
        return methods.contains(Method.PASSKEY) || (methods.size() > 1 && methods.contains(Method.PASSWORD));
    }

    /** Whether the last proof is no older than this. */
    public boolean isWithin(Duration age, Instant now) {
        return !now.isAfter(at.plus(age));
    }

    /** The {@code amr} (RFC 8176, and {@code recovery}), in alphabetical order. */
    public SortedSet<String> references() {
        SortedSet<String> references = new TreeSet<>(references(methods));
        if (isMultiFactor()) {
            references.add(MULTI_FACTOR);
        }
        if (methods.contains(Method.PASSKEY)) {
            references.add(PRESENCE);
        }
        return references;
    }

    /** The {@code acr}: {@value #ONE_FACTOR} or {@value #TWO_FACTORS}. */
    public String level() {
        return isMultiFactor() ? TWO_FACTORS : ONE_FACTOR;
    }

    private static Collection<String> references(Collection<Method> methods) {
        return methods.stream().map(method -> method.reference).toList();
    }
}
