package io.tenancy.core.account;

import static io.tenancy.testkit.InMemoryPlatform.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.access.Caller;
import io.tenancy.core.account.MailDelivery.Result;
import io.tenancy.core.credential.TokenLives;
import io.tenancy.core.credential.Vouchers;
import io.tenancy.core.invitation.Admission;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.mail.Outbox;
import io.tenancy.core.mail.Sender;
import io.tenancy.core.mail.Undeliverable;
import io.tenancy.core.user.NewUser;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.PlainSeal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MailDeliveryTest {
    private static final String OWNER = "owner@acme.example.org";

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");
    private final List<Mail> sent = new ArrayList<>();

    /** The queue knows of a process that is gone only that it has taken a letter. */
    @Test
    void losesNoMailWhereTheProcessDies() {
        forgot();
        take();

        assertThat(delivery(sent::add).run()).isEmpty();
        platform.clock.advance(Duration.ofMinutes(5));
        assertThat(delivery(sent::add).run()).isEqualTo(Map.of(Result.SENT, 1));

        assertThat(sent).singleElement().isInstanceOf(Mail.PasswordReset.class);
        assertThat(delivery(sent::add).waiting()).isZero();
    }

    @Test
    void triesAgainLaterAndLaterAndGivesUpInTheEnd() {
        platform.invitations.invite(owner, new NewUser("ina@x.org", "Ina", Set.of("VIEWER")));
        MailDelivery failing = delivery(mail -> {
            throw new IllegalStateException("The server is away.");
        });
        for (int i = 1; i < MailDelivery.MOST_TRIES; i++) {
            assertThat(failing.run()).as("try " + i).isEqualTo(Map.of(Result.POSTPONED, 1));
            assertThat(failing.run()).isEmpty();
            platform.clock.advance(Duration.ofMinutes(90));
        }

        assertThat(failing.run()).isEqualTo(Map.of(Result.GIVEN_UP, 1));

        assertThat(failing.waiting()).isZero();
        assertThat(platform.actions(platform.signIn("acme", OWNER))).contains("mail.given_up");
    }

    @Test
    void givesUpAtOnceWhatIsRefusedForGood() {
        forgot();

        assertThat(delivery(mail -> {
                            throw new Undeliverable("no such user", new IllegalStateException());
                        })
                        .run())
                .isEqualTo(Map.of(Result.GIVEN_UP, 1));
    }

    @Test
    void sendsNothingThatAFailedCommandWanted() {
        platform.invitations.invite(owner, new NewUser("ina@x.org", "Ina", Set.of("VIEWER")));
        assertThatThrownBy(() -> platform.invitations.invite(owner, new NewUser("ina@x.org", "Ina", Set.of("VIEWER"))))
                .isInstanceOf(RuntimeException.class);

        assertThat(delivery(sent::add).run()).isEqualTo(Map.of(Result.SENT, 1));
    }

    @Test
    void givesUpALetterThatOnlyMakesErrorsAndSendsTheOthers() {
        platform.invitations.invite(owner, new NewUser("poison@x.org", "P", Set.of("VIEWER")));
        platform.invitations.invite(owner, new NewUser("ina@x.org", "Ina", Set.of("VIEWER")));
        MailDelivery failing = delivery(mail -> {
            if (mail.to().equals("poison@x.org")) {
                throw new StackOverflowError();
            }
            sent.add(mail);
        });

        assertThat(failing.run()).isEqualTo(Map.of(Result.SENT, 1, Result.POSTPONED, 1));
        for (int i = 2; i < MailDelivery.MOST_TRIES; i++) {
            platform.clock.advance(Duration.ofMinutes(90));
            assertThat(failing.run()).as("try " + i).isEqualTo(Map.of(Result.POSTPONED, 1));
        }
        platform.clock.advance(Duration.ofMinutes(90));
        assertThat(failing.run()).isEqualTo(Map.of(Result.GIVEN_UP, 1));

        assertThat(sent).singleElement().satisfies(mail -> assertThat(mail.to()).isEqualTo("ina@x.org"));
        assertThat(failing.waiting()).isZero();
        assertThat(platform.actions(platform.signIn("acme", OWNER))).contains("mail.given_up");
    }

    @Test
    void givesUpALetterOverWhichEveryProcessDies() {
        forgot();
        for (int i = 1; i <= MailDelivery.MOST_TRIES; i++) {
            take();
            platform.clock.advance(Duration.ofMinutes(5));
        }

        assertThat(delivery(sent::add).run()).isEqualTo(Map.of(Result.GIVEN_UP, 1));

        assertThat(sent).isEmpty();
        assertThat(delivery(sent::add).waiting()).isZero();
    }

    private void take() {
        Instant now = platform.clock.instant();
        assertThat(platform.stores.mails().claim(now, now.plus(Duration.ofMinutes(5))))
                .isPresent();
    }

    private void forgot() {
        platform.recoveries.forgot(new ForgottenPassword("acme", OWNER), CLIENT);
    }

    private MailDelivery delivery(Sender sender) {
        SecureRandom random = new SecureRandom();
        Outbox outbox = new Outbox(platform.stores.mails(), new PlainSeal(), platform.ids);
        Vouchers vouchers = new Vouchers(platform.stores.oneTimeTokens(), random, TokenLives.DEFAULT);
        Admission admission = new Admission(platform.stores.users(), platform.stores.credentials(), vouchers, outbox);
        MailWriter writer = new MailWriter(
                platform.gate,
                platform.stores.tenants(),
                platform.stores.users(),
                new Letterheads(platform.values, platform.brands, platform.stores.domains()),
                admission,
                vouchers,
                platform.addresses);
        return new MailDelivery(platform.stores.mails(), outbox, writer, sender, random, platform.clock);
    }
}
