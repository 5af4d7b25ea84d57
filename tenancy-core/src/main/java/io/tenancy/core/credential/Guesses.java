package io.tenancy.core.credential;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Estimates what a password costs somebody who guesses by more than trying every character, in bits. The password is cut
 * into pieces so that they cost as little as possible together: common passwords, words that belong to its owner, runs
 * of letters, digits or keys, repetitions of what came before, and single characters. The idea is that of zxcvbn
 * (Wheeler, USENIX Security 2016), with one price for each kind of piece.
 */
final class Guesses {
    /** One of some thousand common passwords. */
    private static final int COMMON = 12;

    /** One of some ten words about the owner. */
    private static final int CONTEXT = 4;

    /** Where it starts, where it ends, and in which direction. */
    private static final int RUN = 6;

    private static final int REPETITION = 4;
    private static final int CHARACTER = 5;
    private static final int DIGIT = 3;
    private static final int SHORTEST_PIECE = 3;

    private static final List<String> KEYS = Stream.of(
                    "1234567890-=",
                    "qwertyuiop[]",
                    "asdfghjkl;'",
                    "zxcvbnm,./",
                    "qwertzuiopü",
                    "yxcvbnm,.-",
                    "azertyuiop",
                    "qsdfghjklm",
                    "1qaz",
                    "2wsx",
                    "3edc",
                    "4rfv",
                    "5tgb",
                    "6yhn",
                    "7ujm",
                    "8ik,",
                    "9ol.",
                    "0p;/")
            .flatMap(row -> Stream.of(row, new StringBuilder(row).reverse().toString()))
            .toList();

    private final String text;
    private final String plain;
    private final Set<String> context;

    private Guesses(String text, Set<String> context) {
        this.text = text;
        this.plain = withoutDisguise(text);
        this.context = context;
    }

    /**
     * The least that the password costs.
     *
     * @param lower the password in lower case
     * @param context words about its owner in lower case
     */
    static int bits(String lower, Set<String> context) {
        return new Guesses(lower, context).cheapest();
    }

    private int cheapest() {
        int[] least = new int[text.length() + 1];
        Arrays.fill(least, Integer.MAX_VALUE);
        least[0] = 0;
        for (int start = 0; start < text.length(); start++) {
            least[start + 1] = Math.min(least[start + 1], least[start] + price(text.charAt(start)));
            for (int end = start + SHORTEST_PIECE; end <= text.length(); end++) {
                least[end] = Math.min(least[end], least[start] + price(start, end));
            }
        }
        return least[text.length()];
    }

    private static int price(char single) {
        return single >= '0' && single <= '9' ? DIGIT : CHARACTER;
    }

    private int price(int start, int end) {
        String piece = text.substring(start, end);
        if (context.contains(piece)) {
            return CONTEXT;
        }
        if (text.substring(0, start).contains(piece)) {
            return REPETITION;
        }
        if (isRun(piece) || KEYS.stream().anyMatch(row -> row.contains(piece))) {
            return RUN;
        }
        boolean common = CommonPasswords.contain(piece) || CommonPasswords.contain(plain.substring(start, end));
        return common ? COMMON : CHARACTER * piece.length();
    }

    /** Whether each character is as far from the one before as the second from the first: abc, 321, aaa. */
    private static boolean isRun(String piece) {
        int step = piece.charAt(1) - piece.charAt(0);
        for (int i = 2; i < piece.length(); i++) {
            if (piece.charAt(i) - piece.charAt(i - 1) != step) {
                return false;
            }
        }
        return Math.abs(step) <= 1;
    }

    /** The letters that people write as digits and signs. */
    private static String withoutDisguise(String text) {
        return text.replace('@', 'a')
                .replace('4', 'a')
                .replace('3', 'e')
                .replace('1', 'i')
                .replace('!', 'i')
                .replace('0', 'o')
                .replace('5', 's')
                .replace('$', 's')
                .replace('7', 't');
    }
}
