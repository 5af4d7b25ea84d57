package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.mail.MailQueue;
import io.tenancy.core.mail.QueuedMail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link MailQueue} does. */
public abstract class MailQueueContract extends StoreContract {
    private static final Instant LATER = T0.plusSeconds(60);

    @BeforeEach
    final void empty() {
        while (mails().waiting() > 0) {
            Instant end = T0.plusSeconds(1_000_000);
            mails().claim(end, end).ifPresent(mail -> mails().remove(mail.id(), mail.tries()));
        }
    }

    @Test
    void givesTheLetterThatIsDueForTheLongestTime() {
        QueuedMail young = add(T0);
        QueuedMail old = add(T0.minusSeconds(1));
        add(T0.plusSeconds(1));

        assertThat(mails().claim(T0, LATER)).contains(new QueuedMail(old.id(), old.content(), 1, LATER));
        assertThat(mails().claim(T0, LATER)).contains(new QueuedMail(young.id(), young.content(), 1, LATER));
        assertThat(mails().claim(T0, LATER)).isEmpty();
        assertThat(mails().waiting()).isEqualTo(3);
    }

    @Test
    void givesALetterAgainThatNobodyHasFinished() {
        QueuedMail mail = add(T0);
        mails().claim(T0, LATER);

        assertThat(mails().claim(LATER.minusSeconds(1), LATER)).isEmpty();
        assertThat(mails().claim(LATER, LATER.plusSeconds(60)).map(QueuedMail::tries))
                .contains(2);

        assertThat(mails().remove(mail.id(), 1)).isFalse();
        assertThat(mails().postpone(mail.id(), 1, T0)).isFalse();
        assertThat(mails().remove(mail.id(), 2)).isTrue();
        assertThat(mails().remove(mail.id(), 2)).isFalse();
        assertThat(mails().waiting()).isZero();
    }

    @Test
    void postponesALetter() {
        QueuedMail mail = add(T0);
        mails().claim(T0, LATER);

        assertThat(mails().postpone(mail.id(), 1, T0.plusSeconds(5))).isTrue();

        assertThat(mails().claim(T0.plusSeconds(4), LATER)).isEmpty();
        assertThat(mails().claim(T0.plusSeconds(5), LATER)).isPresent();
    }

    @Test
    void givesEachLetterToOneOfMany() {
        List<UUID> added = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            added.add(add(T0).id());
        }

        List<List<UUID>> taken = AtOnce.run(4, thread -> {
            List<UUID> mine = new ArrayList<>();
            Optional<QueuedMail> next = mails().claim(T0, LATER);
            while (next.isPresent()) {
                mine.add(next.get().id());
                next = mails().claim(T0, LATER);
            }
            return mine;
        });

        // One that passes over what the others are taking may find nothing; whatever is left is there for the next.
        List<UUID> all = new ArrayList<>(taken.stream().flatMap(List::stream).toList());
        for (Optional<QueuedMail> next = mails().claim(T0, LATER); next.isPresent(); next = mails().claim(T0, LATER)) {
            all.add(next.get().id());
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(added);
    }

    @Test
    void keepsALetterWithTheChangeThatCausedIt() {
        commit(acme(), () -> mails().add(mail(T0)));
        assertThat(mails().waiting()).isEqualTo(1);

        assertThatThrownBy(() -> commit(acme(), () -> {
                    mails().add(mail(T0));
                    throw new IllegalStateException("The work fails.");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(mails().waiting()).isEqualTo(isBesideTheCatalogue() ? 1 : 2);
    }

    /** Whether the rows of tenants are in the database of the catalogue; elsewhere a letter stays whatever happens. */
    protected boolean isBesideTheCatalogue() {
        return true;
    }

    private QueuedMail add(Instant dueAt) {
        QueuedMail mail = mail(dueAt);
        mails().add(mail);
        return mail;
    }

    private static QueuedMail mail(Instant dueAt) {
        return new QueuedMail(TestTenants.newId(), "sealed", 0, dueAt);
    }

    private MailQueue mails() {
        return stores().mails();
    }
}
