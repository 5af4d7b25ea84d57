package io.tenancy.core;

import io.tenancy.core.session.Tokens;
import io.tenancy.testkit.InMemoryTokens;
import io.tenancy.testkit.TestClock;
import io.tenancy.testkit.TokensContract;
import java.time.Duration;
import java.time.Instant;

final class InMemoryTokensTest extends TokensContract {
    private final TestClock clock = new TestClock();
    private final Tokens tokens = new InMemoryTokens(clock);
    private final Tokens others = new InMemoryTokens(clock);

    @Override
    protected Tokens tokens() {
        return tokens;
    }

    @Override
    protected Tokens others() {
        return others;
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    @Override
    protected void advance(Duration time) {
        clock.advance(time);
    }
}
