package io.tenancy.core.credential;

import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules for a password as NIST SP 800-63B-4 section 3.1.1.2 has them: length and no composition rules. Passwords
 * are compared in NFKC, so that every keyboard makes the same one.
 */
public final class PasswordPolicy {
    /** The fewest characters of a password that is the only factor (SP 800-63B-4). */
    public static final int SHORTEST = 15;

    /** The most characters; argon2id takes any length, an attacker's megabytes are not worth normalising. */
    public static final int LONGEST = 128;

    /** The most characters that are normalised, which takes time that grows faster than the text. */
    private static final int LONGEST_TYPED = 4 * LONGEST;

    private static final int ONE_TIME_CHARACTERS = 24;
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private PasswordPolicy() {}

    /**
     * The password in the form that is hashed.
     *
     * @param context words that the password may not consist of, as the name and e-mail address of its owner
     * @throws Invalid if it breaks a rule; the code says which
     */
    public static Secret check(String field, @Nullable Secret password, String... context) {
        String given = Check.present(field, password).reveal();
        if (given.length() > LONGEST_TYPED) {
            throw tooLong(field);
        }
        String text = whole(field, normal(given));
        int length = text.codePointCount(0, text.length());
        if (length < SHORTEST) {
            throw new Invalid(
                    field, field + ".too_short", "The field " + field + " has at least " + SHORTEST + " characters.");
        }
        if (length > LONGEST) {
            throw tooLong(field);
        }
        if (text.codePoints().distinct().count() < 5 || isContext(text, context)) {
            throw new Invalid(
                    field, field + ".guessable", "The field " + field + " is too easy to guess. Choose another.");
        }
        return new Secret(text);
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

    private static boolean isContext(String password, String... context) {
        String lower = password.toLowerCase(Locale.ROOT);
        return Stream.of(context)
                .map(word -> normal(word).toLowerCase(Locale.ROOT))
                .filter(word -> !word.isBlank())
                .anyMatch(word -> lower.replace(word, "").length() < 5);
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
