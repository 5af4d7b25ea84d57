package io.tenancy.core.program;

import static io.tenancy.core.access.Permissions.USER_READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.access.Caller;
import io.tenancy.core.apikey.IssuedKey;
import io.tenancy.core.apikey.NewApiKey;
import io.tenancy.testkit.InMemoryPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeyUsesTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");
    private final IssuedKey issued =
            platform.apiKeys.createOwn(owner, new NewApiKey("x", Set.of(USER_READ), Optional.empty()));

    @Test
    void areWrittenDownOnceAMinuteAtMost() {
        Instant first = use();
        assertThat(lastUsed()).isEmpty();
        write();
        assertThat(lastUsed()).contains(first);

        platform.clock.advance(Duration.ofSeconds(30));
        Instant second = use();
        write();
        assertThat(lastUsed()).contains(first);

        platform.clock.advance(Duration.ofSeconds(30));
        write();
        assertThat(lastUsed()).contains(second);
    }

    @Test
    void areNotedForGoodKeysOnly() {
        platform.apiKeys.revokeOwn(owner, issued.key().id());
        assertThat(platform.programs.verify(issued.secret())).isEmpty();

        write();

        assertThat(lastUsed()).isEmpty();
    }

    @Test
    void areForgottenOnceTheyAreOld() {
        use();
        write();
        platform.clock.advance(Duration.ofMinutes(2));
        write();
        platform.clock.advance(Duration.ofMinutes(2));
        write();

        Instant later = use();
        write();
        assertThat(lastUsed()).contains(later);
    }

    private Instant use() {
        assertThat(platform.sessions.authenticate(issued.secret())).isPresent();
        return platform.clock.instant();
    }

    private void write() {
        platform.keyUses.write(platform.clock.instant());
    }

    private Optional<Instant> lastUsed() {
        return platform.apiKeys.own(owner, issued.key().id()).lastUsedAt();
    }
}
