package io.tenancy.core.audit;

import static io.tenancy.testkit.FuzzInputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.testkit.FuzzInputs;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A search of the audit trail asks for a time that there is and for an action that could be one, or is refused. */
final class AuditQueryFuzzTest {
    private static final int TIMES = 2 * Integer.BYTES;

    @Test
    void holdsForNeighboursOfItsSeeds() {
        FuzzInputs.neighbours(AuditQueryFuzzTest.class, "search", 2000, this::search);
    }

    /** The last eight bytes are two times, and the bytes before them the name of an action. */
    @FuzzTest
    void search(byte[] data) {
        int end = Math.max(0, data.length - TIMES);
        ByteBuffer times = ByteBuffer.wrap(Arrays.copyOfRange(data, end, end + TIMES));
        Instant from = Instant.ofEpochSecond(times.getInt());
        Instant until = Instant.ofEpochSecond(times.getInt());
        String action = text(Arrays.copyOf(data, end));
        try {
            AuditQuery query = new AuditQuery(
                    Optional.of(from), Optional.of(until), Optional.empty(), Optional.of(action), Optional.empty());
            assertThat(query.action().orElseThrow())
                    .hasSizeLessThanOrEqualTo(81)
                    .containsPattern("^[a-z_]+[.][a-z_]+$");
            assertThat(from).isBefore(until);
        } catch (Invalid e) {
            assertThat(e.code()).isIn("action.malformed", "until.too_early");
            assertThat(e.code().equals("until.too_early")).isEqualTo(isAction(action));
        }
    }

    private static boolean isAction(String text) {
        int dot = text.indexOf('.');
        return dot > 0 && isWord(text.substring(0, dot)) && isWord(text.substring(dot + 1));
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.length() <= 40 && text.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z'));
    }
}
