package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.core.mail.Letterhead;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.mail.Mail.SecurityNotice.Event;
import io.tenancy.core.mail.Sender;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link Sender} does that delivers messages. An adapter supplies it, and a look into the mailboxes of people. */
public abstract class SenderContract {
    private static final Instant AT = TestTenants.EPOCH;
    private static final Letterhead ACME = new Letterhead("acme", "Acme & S\u00f6hne", "#ffee00", "de");
    private static final Secret TOKEN = new Secret("tok_4711abc");

    protected abstract Sender sender();

    /** The texts that somebody at this address has got so far, the oldest first. */
    protected abstract List<String> received(String address);

    /** From now on nothing can be delivered. */
    protected abstract void breakDown();

    /** One of each kind, and to an address of its own. */
    static Stream<Mail> mails() {
        return Stream.of(
                new Mail.Invitation("a@example.org", "Ada L", ACME, TOKEN, AT),
                new Mail.PasswordReset("b@example.org", "", ACME, TOKEN, AT),
                new Mail.Verification("c@example.org", "Cy", ACME, TOKEN, AT, true),
                new Mail.ChangeNotice("d@example.org", "Di", ACME),
                new Mail.SecurityNotice("e@example.org", "Ed", ACME, Event.PASSKEY_ADDED, AT),
                new Mail.WebhookDisabled("f@example.org", "Flo", ACME, "https://hooks.example.org", true, AT),
                new Mail.Accounts("g@example.org", List.of(new Mail.Accounts.Account("acme", "Acme & S\u00f6hne"))));
    }

    @ParameterizedTest
    @MethodSource("mails")
    final void deliversEachKindToWhomItIsForAndToNobodyElse(Mail mail) {
        sender().send(mail);

        assertThat(received(mail.to())).hasSize(1);
        assertThat(received(mail.to()).get(0)).containsIgnoringCase("acme");
        if (mail instanceof Mail.WithToken) {
            assertThat(received(mail.to()).get(0)).contains(TOKEN.reveal());
        }
        assertThat(mails().map(Mail::to).filter(address -> !address.equals(mail.to())))
                .allSatisfy(address -> assertThat(received(address)).isEmpty());
    }

    @Test
    final void deliversWhatIsSentAgainOnceMore() {
        mails().forEach(sender()::send);
        mails().forEach(sender()::send);

        assertThat(mails()).allSatisfy(mail -> assertThat(received(mail.to())).hasSize(2));
    }

    @Test
    final void throwsWhereItCannotDeliverNow() {
        Sender sender = sender();
        breakDown();

        assertThatThrownBy(() -> sender.send(mails().findFirst().orElseThrow()))
                .isInstanceOf(RuntimeException.class)
                .satisfies(failure ->
                        assertThat(String.valueOf(failure.getMessage())).doesNotContain(TOKEN.reveal()));
    }

    @Test
    final void isAskedForEveryKindThatThereIs() {
        assertThat(mails().map(mail -> mail.getClass().getName()).toList())
                .containsExactlyInAnyOrderElementsOf(kinds(Mail.class));
    }

    private static List<String> kinds(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .flatMap(kind -> kind.isSealed() ? kinds(kind).stream() : Stream.of(kind.getName()))
                .toList();
    }
}
