package io.tenancy.core.once;

import static io.tenancy.testkit.FuzzInputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.testkit.FuzzInputs;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.InMemoryStores;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An Idempotency-Key is 1 to 255 visible characters of ASCII, and then stands for its request, or it is refused. */
final class IdempotencyKeyFuzzTest {
    private static final byte[] REQUEST = {1, 2, 3};
    private static final Duration LIFE = Duration.ofDays(1);

    private final InMemoryStores stores = new InMemoryStores();
    private final InMemoryPlatform platform = new InMemoryPlatform(stores, InMemoryPlatform.POLICY);
    private final Caller owner = platform.owner("acme");
    private final OnceService once = new OnceService(
            new Gate(stores.transactions(), stores.journal(), platform.ids, platform.clock),
            stores.once(),
            platform.key,
            new SecureRandom(),
            new OncePolicy(LIFE, 100),
            platform.clock);

    @Test
    void holdsForNeighboursOfItsSeeds() {
        FuzzInputs.neighbours(IdempotencyKeyFuzzTest.class, "key", 2000, this::key);
    }

    @FuzzTest
    void key(byte[] data) {
        String text = text(data);
        boolean isKey = !text.isEmpty() && text.length() <= 255 && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        try {
            Attempt.First first = (Attempt.First) once.begin(owner, text, REQUEST);
            once.end(first.caller(), first.claimed(), true, new Secret("done"));
            assertThat(isKey).as("a key of another form is taken").isTrue();
            assertThat(((Attempt.Repeated) once.begin(owner, text, REQUEST)).answer())
                    .isEqualTo(new Secret("done"));
        } catch (Invalid e) {
            assertThat(e.code()).isEqualTo("idempotency.key_malformed");
            assertThat(isKey).as("a key is refused").isFalse();
        }
        platform.clock.advance(LIFE);
    }
}
