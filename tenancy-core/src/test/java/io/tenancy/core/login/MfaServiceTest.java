package io.tenancy.core.login;

import static io.tenancy.testkit.InMemoryPlatform.CLIENT;
import static io.tenancy.testkit.InMemoryPlatform.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Assurance.Method;
import io.tenancy.core.access.Caller;
import io.tenancy.core.mfa.ChallengePolicy;
import io.tenancy.core.mfa.Enrolment;
import io.tenancy.core.mfa.Factor;
import io.tenancy.core.policy.MfaPolicy;
import io.tenancy.core.policy.OwnPolicy;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.PlainTotp;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MfaServiceTest {
    private static final String OWNER = "owner@acme.example.org";
    private static final Secret OTHER = new Secret("quite another sequence of words");
    private static final Secret WRONG = new Secret("000000");

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");

    @Test
    void asksForTheFactorThatIsSetUpAndSignsInWithIt() {
        Secret key = enrolled(owner).secret();

        MfaRequired.Pending pending = pending();
        assertThat(pending.methods()).containsExactly(Factor.TOTP, Factor.RECOVERY_CODE);
        assertThat(pending.expiresIn()).isEqualTo(300);
        assertThat(pending.enrol()).isEmpty();
        TokenPair tokens = complete(pending.token(), Factor.TOTP, code(key));

        Caller signedIn = platform.sessions.authenticate(tokens.accessToken()).orElseThrow();
        Assurance assurance = signedIn.assurance().orElseThrow();
        assertThat(assurance.methods()).containsExactlyInAnyOrder(Method.PASSWORD, Method.TOTP);
        assertThat(assurance.level()).isEqualTo("aal2");
        assertThat(platform.actions(owner)).endsWith("user.second_factor_asked", "session.started");
    }

    @Test
    void takesEachCodeAndEachTokenOnce() {
        Secret key = enrolled(owner).secret();
        Secret first = pending().token();
        Secret code = code(key);
        complete(first, Factor.TOTP, code);

        assertThat(failure(first, Factor.TOTP, next(key))).isEqualTo("mfa.failed");
        assertThat(failure(pending().token(), Factor.TOTP, code)).isEqualTo("mfa.failed");
    }

    @Test
    void letsOneOfManyInWithTheSameCode() {
        Secret key = enrolled(owner).secret();
        List<Secret> tokens = List.of(
                pending().token(),
                pending().token(),
                pending().token(),
                pending().token());
        Secret code = code(key);

        List<String> answers = AtOnce.run(4, number -> {
            try {
                complete(tokens.get(number), Factor.TOTP, code);
                return "in";
            } catch (TenancyException e) {
                return e.code();
            }
        });

        assertThat(answers).containsOnlyOnce("in");
    }

    @Test
    void takesEachRecoveryCodeOnceHoweverItIsTyped() {
        Enrolment app = platform.factors.begin(owner);
        List<Secret> codes = platform.factors.confirm(owner, code(app.secret()), CLIENT);
        Secret shouted =
                new Secret(codes.get(0).reveal().toUpperCase(Locale.ROOT).replace("-", " "));

        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        complete(pending().token(), Factor.RECOVERY_CODE, shouted);

        assertThat(platform.actions(owner)).contains("user.recovery_code_used");
        assertThat(platform.factors.get(owner).recoveryCodes()).isEqualTo(9);
        assertThat(failure(pending().token(), Factor.RECOVERY_CODE, codes.get(0)))
                .isEqualTo("mfa.failed");
        complete(pending().token(), Factor.RECOVERY_CODE, codes.get(1));
    }

    @Test
    void voidsTheTokenAfterFiveCodes() {
        Secret key = enrolled(owner).secret();
        Secret token = pending().token();
        Secret other = pending().token();
        for (int i = 0; i < ChallengePolicy.DEFAULT.tries(); i++) {
            assertThat(failure(token, Factor.TOTP, WRONG)).isEqualTo("mfa.failed");
        }
        platform.clock.advance(Duration.ofSeconds(31));

        assertThat(failure(token, Factor.TOTP, code(key))).isEqualTo("mfa.failed");
        complete(other, Factor.TOTP, code(key));
    }

    @Test
    void slowsDownWhoGuessesWithManyTokens() {
        enrolled(owner);
        List<Secret> tokens = List.of(pending().token(), pending().token());
        for (int i = 0; i < 5; i++) {
            failure(tokens.get(i % 2), Factor.TOTP, WRONG);
        }

        assertThatThrownBy(() -> complete(tokens.get(0), Factor.TOTP, WRONG)).isInstanceOf(Limited.class);
        platform.unlocks.unlock(owner, new UserId(owner.actor().id()));
        assertThat(failure(tokens.get(1), Factor.TOTP, WRONG)).isEqualTo("mfa.failed");
    }

    @Test
    void refusesATokenThatIsTooOldForgedOrOfAnotherPurpose() {
        Secret key = enrolled(owner).secret();
        Secret token = pending().token();

        assertThat(failure(new Secret("mfa_x"), Factor.TOTP, code(key))).isEqualTo("mfa.failed");
        assertThat(failure(new Secret(token.reveal().replace("mfa_", "inv_")), Factor.TOTP, code(key)))
                .isEqualTo("mfa.failed");
        assertThatThrownBy(() -> platform.mfa.enrol(token)).isInstanceOf(TenancyException.Unauthenticated.class);
        platform.clock.advance(ChallengePolicy.DEFAULT.life());
        assertThat(failure(token, Factor.TOTP, code(key))).isEqualTo("mfa.failed");
    }

    @Test
    void voidsTheTokenWhenThePasswordOrTheUserHasChanged() {
        Caller ada = platform.user(owner, "ada@x.org", "MEMBER");
        Secret key = enrolled(ada).secret();
        Secret before = pending("ada@x.org").token();
        MfaRequired change = (MfaRequired)
                platform.logins.changePassword(new PasswordChange("acme", "ada@x.org", PASSWORD, OTHER), CLIENT);
        complete(change.mfa().token(), Factor.TOTP, code(key));

        assertThat(failure(before, Factor.TOTP, next(key))).isEqualTo("mfa.failed");
        Secret after = ((MfaRequired) platform.logins.login(new Login("acme", "ada@x.org", OTHER), CLIENT))
                .mfa()
                .token();
        platform.users.disable(owner, new UserId(ada.actor().id()));
        assertThat(failure(after, Factor.TOTP, next(key))).isEqualTo("mfa.failed");
    }

    @Test
    void changesAPasswordWhenTheSecondFactorIsShownAndNotBefore() {
        TokenPair before = platform.login("acme", OWNER);
        Secret key = enrolled(owner).secret();

        SignIn answer = platform.logins.changePassword(new PasswordChange("acme", OWNER, PASSWORD, OTHER), CLIENT);
        assertThat(platform.sessions.authenticate(before.accessToken())).isPresent();
        assertThat(platform.begin("acme", OWNER)).isInstanceOf(MfaRequired.class);
        complete(((MfaRequired) answer).mfa().token(), Factor.TOTP, code(key));

        assertThat(platform.sessions.authenticate(before.accessToken())).isEmpty();
        assertThat(platform.actions(owner)).endsWith("user.password_changed", "session.started");
        assertThatThrownBy(() -> platform.begin("acme", OWNER)).isInstanceOf(TenancyException.Unauthenticated.class);
        assertThat(platform.logins.login(new Login("acme", OWNER, OTHER), CLIENT))
                .isInstanceOf(MfaRequired.class);
    }

    @Test
    void setsUpAFactorAtTheSignInOfATenantThatAsksForOne() {
        require(MfaPolicy.REQUIRED);

        MfaRequired.Pending pending = pending();
        assertThat(pending.enrol()).contains(true);
        assertThat(pending.methods()).isEmpty();
        assertThat(failure(pending.token(), Factor.TOTP, WRONG)).isEqualTo("mfa.failed");
        Enrolment app = platform.mfa.enrol(pending.token());
        assertThat(app.uri().reveal())
                .isEqualTo("otpauth://totp/Name%20of%20acme:owner%40acme.example.org?secret="
                        + app.secret().reveal() + "&issuer=Name%20of%20acme&algorithm=SHA1&digits=6&period=30");
        assertThatThrownBy(() -> platform.mfa.confirm(new EnrolmentProof(pending.token(), WRONG), CLIENT))
                .isInstanceOf(TenancyException.Invalid.class);
        Enrolled enrolled = platform.mfa.confirm(new EnrolmentProof(pending.token(), code(app.secret())), CLIENT);

        assertThat(enrolled.recoveryCodes()).hasSize(10);
        Caller signedIn =
                platform.sessions.authenticate(enrolled.tokens().accessToken()).orElseThrow();
        assertThat(signedIn.assurance().orElseThrow().isMultiFactor()).isTrue();
        assertThat(pending().methods()).contains(Factor.TOTP);
        assertThatThrownBy(() -> platform.factors.remove(signedIn))
                .isInstanceOfSatisfying(
                        TenancyException.Conflict.class,
                        e -> assertThat(e.code()).isEqualTo("mfa.required"));
    }

    @Test
    void letsNobodyReplaceAFactorThatWasSetUpMeanwhile() {
        require(MfaPolicy.REQUIRED);
        Secret late = pending().token();
        Secret stale = pending().token();
        Enrolment theirs = platform.mfa.enrol(stale);
        Secret key = enrolled(owner).secret();

        assertThatThrownBy(() -> platform.mfa.enrol(late)).isInstanceOf(TenancyException.Unauthenticated.class);
        assertThatThrownBy(() -> platform.mfa.confirm(new EnrolmentProof(stale, code(theirs.secret())), CLIENT))
                .isInstanceOf(TenancyException.Unauthenticated.class);
        complete(pending().token(), Factor.TOTP, code(key));
    }

    private void require(MfaPolicy policy) {
        platform.stores
                .policies()
                .put(
                        platform.scope(owner),
                        new OwnPolicy(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(policy),
                                Optional.empty(),
                                Optional.empty()));
    }

    private Enrolment enrolled(Caller caller) {
        Enrolment app = platform.factors.begin(caller);
        platform.factors.confirm(caller, code(app.secret()), CLIENT);
        platform.clock.advance(Duration.ofSeconds(30));
        return app;
    }

    private MfaRequired.Pending pending() {
        return pending(OWNER);
    }

    private MfaRequired.Pending pending(String email) {
        return ((MfaRequired) platform.begin("acme", email)).mfa();
    }

    private TokenPair complete(Secret token, Factor factor, Secret code) {
        return platform.mfa.complete(new SecondProof(token, FactorProof.of(factor, code)), CLIENT);
    }

    private String failure(Secret token, Factor factor, Secret code) {
        try {
            complete(token, factor, code);
            return "signed in";
        } catch (TenancyException e) {
            return e.code();
        }
    }

    private Secret code(Secret key) {
        return PlainTotp.code(key, platform.clock.instant());
    }

    /** The code of the next step, which the tolerance lets in. */
    private Secret next(Secret key) {
        return PlainTotp.code(key, platform.clock.instant().plusSeconds(30));
    }
}
