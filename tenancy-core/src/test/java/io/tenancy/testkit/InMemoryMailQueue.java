package io.tenancy.testkit;

import static io.tenancy.testkit.InMemoryTransactions.CATALOGUE;

import io.tenancy.core.mail.MailQueue;
import io.tenancy.core.mail.QueuedMail;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Letters that wait, in memory. */
record InMemoryMailQueue(InMemoryTables tables) implements MailQueue {
    @Override
    public void add(QueuedMail mail) {
        step(() -> {
            tables.mails.put(CATALOGUE, mail.id(), mail);
            return true;
        });
    }

    @Override
    public Optional<QueuedMail> claim(Instant now, Instant until) {
        return step(() -> {
            Optional<QueuedMail> next = tables.mails
                    .all(CATALOGUE)
                    .filter(mail -> !mail.dueAt().isAfter(now))
                    .min(Comparator.comparing(QueuedMail::dueAt).thenComparing(QueuedMail::id))
                    .map(mail -> new QueuedMail(mail.id(), mail.content(), mail.tries() + 1, until));
            next.ifPresent(mail -> tables.mails.put(CATALOGUE, mail.id(), mail));
            return next;
        });
    }

    @Override
    public boolean remove(UUID id, int tries) {
        return step(() -> {
            Optional<QueuedMail> known = find(id, tries);
            known.ifPresent(mail -> tables.mails.remove(CATALOGUE, id));
            return known.isPresent();
        });
    }

    @Override
    public boolean postpone(UUID id, int tries, Instant dueAt) {
        return step(() -> {
            Optional<QueuedMail> known = find(id, tries);
            known.ifPresent(
                    mail -> tables.mails.put(CATALOGUE, id, new QueuedMail(id, mail.content(), mail.tries(), dueAt)));
            return known.isPresent();
        });
    }

    @Override
    public long waiting() {
        return step(() -> tables.mails.all(CATALOGUE).count());
    }

    private Optional<QueuedMail> find(UUID id, int tries) {
        return tables.mails.find(CATALOGUE, id).filter(mail -> mail.tries() == tries);
    }

    private <T> T step(Supplier<T> step) {
        return tables.transactions.step(CATALOGUE, step);
    }
}
