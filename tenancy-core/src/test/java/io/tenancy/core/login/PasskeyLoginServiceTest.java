package io.tenancy.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.passkey.NewPasskey;
import io.tenancy.core.passkey.PasskeyId;
import io.tenancy.core.passkey.UserHandle;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.PlainWebAuthn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PasskeyLoginServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");

    @Test
    void startsASessionOfTwoFactors() {
        enrol(owner, "c1");

        Caller again = platform.sessions
                .authenticate(signIn(owner, "c1", begin(Optional.empty())).accessToken())
                .orElseThrow();

        assertThat(again.actor().id()).isEqualTo(owner.actor().id());
        assertThat(again.assurance()).map(Assurance::level).contains(Assurance.TWO_FACTORS);
        assertThat(again.assurance().orElseThrow().references()).containsExactly("mfa", "pop", "user");
    }

    @Test
    void writesDownWhatAPasskeyWasCalledAndIs() {
        enrol(owner, "c1");
        PasskeyId id = platform.passkeys.list(owner).get(0).id();

        platform.passkeys.rename(owner, id, "Phone");
        platform.passkeys.rename(owner, id, "Phone");
        platform.passkeys.remove(owner, id);

        assertThat(platform.journal(owner))
                .filteredOn(entry -> entry.action().startsWith("passkey."))
                .extracting(JournalEntry::changes)
                .containsExactly(
                        List.of(Difference.added("name", "Key")),
                        List.of(Difference.between("name", "Key", "Phone")),
                        List.of(Difference.removed("name", "Phone")));
    }

    @Test
    void endsAChallengeAfterFiveMinutes() {
        enrol(owner, "c1");
        String challenge = begin(Optional.of("acme"));
        String late = begin(Optional.of("acme"));
        platform.clock.advance(Duration.ofMinutes(5).minusMillis(1));

        signIn(owner, "c1", challenge);
        platform.clock.advance(Duration.ofMillis(1));

        refuses(owner, "c1", late);
    }

    @Test
    void endsAnEnrolmentAfterFiveMinutes() {
        String challenge = platform.passkeys.begin(owner).challenge();
        platform.clock.advance(Duration.ofMinutes(5));

        assertThatThrownBy(() ->
                        platform.passkeys.add(owner, new NewPasskey("Key", PlainWebAuthn.attestation("c1", challenge))))
                .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.code()).isEqualTo("credential.refused"));
    }

    @Test
    void refusesWhoIsDisabledAndWhoseTenantIsClosed() {
        Caller member = platform.user(owner, "ada@example.org", "MEMBER");
        enrol(owner, "c1");
        enrol(member, "c2");
        platform.users.disable(owner, new UserId(member.actor().id()));

        refuses(member, "c2", begin(Optional.empty()));
        signIn(owner, "c1", begin(Optional.empty()));
        platform.tenants.suspend(platform.operator(), owner.tenant());
        refuses(owner, "c1", begin(Optional.empty()));
    }

    @Test
    void refusesTheChallengeOfAnotherTenant() {
        enrol(owner, "c1");
        Caller other = platform.owner("globex");
        enrol(other, "c1");

        refuses(owner, "c1", begin(Optional.of("globex")));
        signIn(other, "c1", begin(Optional.of("globex")));
        refuses(owner, "c1", begin(Optional.of("unknown")));
        refuses(owner, "c2", begin(Optional.empty()));
    }

    private void enrol(Caller caller, String credential) {
        String challenge = platform.passkeys.begin(caller).challenge();
        platform.passkeys.add(caller, new NewPasskey("Key", PlainWebAuthn.attestation(credential, challenge)));
    }

    private String begin(Optional<String> tenant) {
        return platform.passkeyLogins.begin(tenant).challenge();
    }

    private TokenPair signIn(Caller caller, String credential, String challenge) {
        String handle =
                new UserHandle(caller.tenant(), new UserId(caller.actor().id())).text();
        return platform.passkeyLogins.signIn(
                PlainWebAuthn.assertion(credential, challenge, 0, handle), InMemoryPlatform.CLIENT);
    }

    private void refuses(Caller caller, String credential, String challenge) {
        assertThatThrownBy(() -> signIn(caller, credential, challenge))
                .isInstanceOfSatisfying(
                        Unauthenticated.class, e -> assertThat(e.code()).isEqualTo("login.failed"));
    }
}
