package io.tenancy.core.credential;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.policy.SecurityPolicies;
import io.tenancy.core.policy.SecurityPolicy;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules for a password as NIST SP 800-63B-4 section 3.1.1.2 has them: length, no composition rules, and nothing
 * that is common or about its owner. Passwords are compared in NFKC, so that every keyboard makes the same one.
 */
public final class PasswordPolicy {
    /** The most characters; argon2id takes any length, an attacker's megabytes are not worth normalising. */
    public static final int LONGEST = 128;

    /** The most characters that are normalised, which takes time that grows faster than the text. */
    private static final int LONGEST_TYPED = 4 * LONGEST;

    private static final int FEWEST_DIFFERENT = 5;

    /** What two characters have to be worth: half of what they are worth at random, see {@link Guesses}. */
    private static final int BITS_OF_TWO = 5;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int ONE_TIME_CHARACTERS = 24;
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final SecurityPolicies policies;
    private final List<String> product;

    /**
     * The rules of all tenants, each of which may ask for more characters.
     *
     * @param product words that no password may consist of, as the host of the service
     */
    public PasswordPolicy(SecurityPolicies policies, String... product) {
        this.policies = requireNonNull(policies);
        this.product = List.of(product);
    }

    /**
     * The password that a user has chosen, in the form that is hashed.
     *
     * @throws Invalid if it breaks a rule; the code says which
     */
    public Secret check(String field, @Nullable Secret password, TenantScope scope, User owner) {
        return check(field, password, scope, owner, false);
    }

    /** As the other, for a user who may have a second factor, which makes fewer characters enough. */
    public Secret check(
            String field, @Nullable Secret password, TenantScope scope, User owner, boolean hasSecondFactor) {
        List<String> context = new ArrayList<>(product);
        Collections.addAll(context, scope.slug(), scope.name(), owner.email(), owner.name());
        SecurityPolicy asked = policies.of(scope);
        int shortest = hasSecondFactor ? asked.passwordLengthWithFactor() : asked.passwordLength();
        return check(field, password, shortest, context);
    }

    /** Whether a password keeps the rules for one that is the only factor. */
    public boolean isEnoughAlone(Secret password, TenantScope scope, User owner) {
        try {
            check("password", password, scope, owner);
            return true;
        } catch (Invalid broken) {
            return false;
        }
    }

    static Secret check(String field, @Nullable Secret password, int shortest, Collection<String> context) {
        String given = Check.present(field, password).reveal();
        if (given.length() > LONGEST_TYPED) {
            throw tooLong(field);
        }
        String text = whole(field, normal(given));
        int length = text.codePointCount(0, text.length());
        if (length < shortest) {
            throw new Invalid(
                    field, field + ".too_short", "The field " + field + " has at least " + shortest + " characters.");
        }
        if (length > LONGEST) {
            throw tooLong(field);
        }
        refuseGuessable(field, text.toLowerCase(Locale.ROOT), shortest * BITS_OF_TWO / 2, context);
        return new Secret(text);
    }

    private static void refuseGuessable(String field, String lower, int bits, Collection<String> context) {
        if (lower.codePoints().distinct().count() < FEWEST_DIFFERENT) {
            throw new Invalid(field, field + ".guessable", "The field " + field + " has too few different characters.");
        }
        if (Guesses.bits(lower, Set.of()) < bits) {
            throw new Invalid(
                    field,
                    field + ".common",
                    "The field " + field + " is a common password, or made of few common words, runs and repetitions.");
        }
        if (Guesses.bits(lower, words(context)) < bits) {
            throw new Invalid(
                    field,
                    field + ".guessable",
                    "The field " + field + " is made of names that others know of its owner. Choose another.");
        }
    }

    /** What somebody typed, in the form that is hashed. A text far longer than a password may be costs no hash. */
    public static Secret typed(String field, @Nullable Secret password) {
        String given = Check.present(field, password).reveal();
        String text = given.length() > LONGEST_TYPED ? given : normal(given);
        if (text.isEmpty() || text.length() > LONGEST_TYPED) {
            throw new Invalid(field, field + ".length", "The field " + field + " has 1 to " + LONGEST + " characters.");
        }
        return new Secret(whole(field, text));
    }

    /** A password of 24 characters (139 bits) that is replaced at the first sign-in. */
    public static Secret oneTime(SecureRandom random) {
        return new Secret(Stream.generate(() -> ALPHABET.charAt(random.nextInt(ALPHABET.length())))
                .limit(ONE_TIME_CHARACTERS)
                .map(String::valueOf)
                .collect(Collectors.joining()));
    }

    /** Each text in lower case, and the words of which it consists. */
    private static Set<String> words(Collection<String> texts) {
        return texts.stream()
                .map(text -> normal(text).toLowerCase(Locale.ROOT))
                .flatMap(text -> Stream.concat(Stream.of(text), NO_WORD.splitAsStream(text)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Invalid tooLong(String field) {
        return new Invalid(
                field, field + ".too_long", "The field " + field + " has at most " + LONGEST + " characters.");
    }

    /** Refuses halves of surrogate pairs: in UTF-8, which is what is hashed, all of them look the same. */
    private static String whole(String field, String text) {
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw new Invalid(
                    field, field + ".incomplete_character", "The field " + field + " has an incomplete character.");
        }
        return text;
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
