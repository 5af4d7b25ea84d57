package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.mfa.Challenge;
import io.tenancy.core.mfa.Challenge.Purpose;
import io.tenancy.core.mfa.ChallengeStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ChallengeStore} does. */
public abstract class ChallengeStoreContract extends StoreContract {
    private static final int TRIES = 5;
    private static final Instant END = T0.plusSeconds(300);

    @Test
    void findsWhatWasAddedByItsPurposeAndDigestUntilItExpires() {
        Challenge plain = added(user(acme(), "ada@example.org"), Optional.empty());
        Challenge change = added(user(acme(), "bob@example.org"), Optional.of("$argon2id$second"));

        assertThat(find(plain.id(), Purpose.SIGN_IN, digest('1'), T0)).contains(plain);
        assertThat(find(change.id(), Purpose.SIGN_IN, digest('1'), END.minusMillis(1)))
                .contains(change);
        assertThat(find(plain.id(), Purpose.ENROLMENT, digest('1'), T0)).isEmpty();
        assertThat(find(plain.id(), Purpose.SIGN_IN, digest('2'), T0)).isEmpty();
        assertThat(find(UUID.randomUUID(), Purpose.SIGN_IN, digest('1'), T0)).isEmpty();
        assertThat(find(plain.id(), Purpose.SIGN_IN, digest('1'), END)).isEmpty();
    }

    @Test
    void grantsSoManyTriesHoweverManyComeAtTheSameTime() {
        Challenge challenge = added(user(acme(), "ada@example.org"), Optional.empty());

        assertThat(AtOnce.run(
                        12, number -> attempt(acme(), challenge, digest('1')).isPresent()))
                .filteredOn(granted -> granted)
                .hasSize(TRIES);

        assertThat(attempt(acme(), challenge, digest('1'))).isEmpty();
        assertThat(find(challenge.id(), Purpose.SIGN_IN, digest('1'), T0)).isEmpty();
    }

    @Test
    void countsNoTryOfWhoDoesNotHaveTheSecret() {
        Challenge challenge = added(user(acme(), "ada@example.org"), Optional.empty());

        for (int i = 0; i < 2 * TRIES; i++) {
            assertThat(attempt(acme(), challenge, digest('2'))).isEmpty();
        }

        assertThat(attempt(acme(), challenge, digest('1'))).contains(challenge);
    }

    @Test
    void isTakenOnce() {
        Challenge challenge = added(user(acme(), "ada@example.org"), Optional.empty());

        assertThat(AtOnce.run(8, number -> commit(acme(), () -> challenges().take(acme(), challenge.id()))))
                .containsOnlyOnce(true);

        assertThat(attempt(acme(), challenge, digest('1'))).isEmpty();
    }

    @Test
    void goesWithItsUser() {
        User ada = user(acme(), "ada@example.org");
        Challenge challenge = added(ada, Optional.empty());

        commit(acme(), () -> stores().users().delete(acme(), ada.id(), ada.version(), T0));

        assertThat(attempt(acme(), challenge, digest('1'))).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        User ada = user(acme(), "ada@example.org");
        Challenge challenge = added(ada, Optional.empty());

        assertThat(attempt(globex(), challenge, digest('1'))).isEmpty();
        assertThat(challenges().find(globex(), challenge.id(), Purpose.SIGN_IN, digest('1'), T0, TRIES))
                .isEmpty();
        assertThat(commit(globex(), () -> challenges().take(globex(), challenge.id())))
                .isFalse();
        assertThatThrownBy(() -> commit(globex(), () -> challenges().add(globex(), challenge, T0)))
                .isInstanceOf(RuntimeException.class);

        assertThat(attempt(acme(), challenge, digest('1'))).contains(challenge);
    }

    private Challenge added(User user, Optional<String> newHash) {
        Challenge challenge = new Challenge(
                TestTenants.newId(), user.id(), Purpose.SIGN_IN, digest('1'), T0.minusSeconds(60), newHash, END);
        commit(acme(), () -> challenges().add(acme(), challenge, T0));
        return challenge;
    }

    private Optional<Challenge> find(UUID id, Purpose purpose, String digest, Instant now) {
        return challenges().find(acme(), id, purpose, digest, now, TRIES);
    }

    private Optional<Challenge> attempt(TenantScope scope, Challenge challenge, String digest) {
        return challenges().attempt(scope, challenge.id(), Purpose.SIGN_IN, digest, T0, TRIES);
    }

    private ChallengeStore challenges() {
        return stores().challenges();
    }
}
