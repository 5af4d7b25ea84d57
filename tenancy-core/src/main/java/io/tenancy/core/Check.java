package io.tenancy.core;

import io.tenancy.core.TenancyException.Invalid;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of what a sender wrote. A failed check names the field: {@code name.missing}, {@code name.too_long}. */
public final class Check {
    private static final int LONGEST_EMAIL = 254;
    private static final Pattern EMAIL = Pattern.compile(
            "[^\\s@\"(),:;<>\\[\\]\\\\]{1,64}@[^\\s@\"(),:;<>\\[\\]\\\\.]+(\\.[^\\s@\"(),:;<>\\[\\]\\\\.]+)*");

    /** Letters that look like nothing: the Hangul fillers, and the Braille pattern without a dot. */
    private static final String FILLERS = "\u115F\u1160\u2800\u3164\uFFA0";

    private Check() {}

    /** The value, which must be there. */
    public static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new Invalid(field, field + ".missing", "The field " + field + " is missing.");
        }
        return value;
    }

    /** The text without blanks around it; it has 1 to {@code max} characters, none of them a control character. */
    public static String text(String field, @Nullable String value, int max) {
        String text = printable(field, present(field, value)).strip();
        if (text.codePoints().noneMatch(Check::isVisible)) {
            throw new Invalid(field, field + ".missing", "The field " + field + " is missing.");
        }
        if (text.codePointCount(0, text.length()) > max) {
            throw new Invalid(
                    field, field + ".too_long", "The field " + field + " has at most " + max + " characters.");
        }
        return text;
    }

    /** As {@link #text(String, String, int)}, with at least {@code min} characters. */
    public static String text(String field, @Nullable String value, int min, int max) {
        String text = text(field, value, max);
        if (text.codePointCount(0, text.length()) < min) {
            throw new Invalid(
                    field, field + ".too_short", "The field " + field + " has at least " + min + " characters.");
        }
        return text;
    }

    /** The number, which is from {@code least} to {@code most}. */
    public static int number(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new Invalid(
                    field, field + ".range", "The field " + field + " is from " + least + " to " + most + ".");
        }
        return value;
    }

    /** As {@link #text(String, String, int)}, and empty where nothing, or nothing that can be seen, was sent. */
    public static String optionalText(String field, @Nullable String value, int max) {
        if (value == null || value.isBlank()) {
            return "";
        }
        return printable(field, value).codePoints().noneMatch(Check::isVisible) ? "" : text(field, value, max);
    }

    /** An e-mail address in the form in which addresses are compared: NFC and lower case. */
    public static String email(String field, @Nullable String value) {
        String email = Normalizer.normalize(text(field, value, LONGEST_EMAIL), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
        if (email.length() > LONGEST_EMAIL
                || !EMAIL.matcher(email).matches()
                || !email.codePoints().allMatch(Check::isVisible)) {
            throw new Invalid(
                    field,
                    field + ".malformed",
                    "The field " + field + " is an e-mail address: a name, an @, a domain.");
        }
        return email;
    }

    /** Whether a reader can see the character; neither blanks nor format characters, as zero-width ones, count. */
    private static boolean isVisible(int codePoint) {
        return !Character.isSpaceChar(codePoint)
                && !Character.isWhitespace(codePoint)
                && Character.getType(codePoint) != Character.FORMAT
                && (codePoint & 0xFFFE) != 0xFFFE
                && FILLERS.indexOf(codePoint) < 0;
    }

    /** Refuses what no name, key or address contains: NUL and other control characters, and halves of surrogate pairs. */
    private static String printable(String field, String text) {
        if (text.codePoints().anyMatch(Check::isUnprintable)) {
            throw new Invalid(
                    field,
                    field + ".control_character",
                    "The field " + field + " contains a control character or an incomplete character.");
        }
        return text;
    }

    private static boolean isUnprintable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
