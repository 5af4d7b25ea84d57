package io.tenancy.testkit;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.mail.Sender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps mails instead of sending them. Safe for use by many threads. */
public final class CapturedMail implements Sender {
    private final List<Mail> sent = new CopyOnWriteArrayList<>();
    private volatile boolean broken;
    private volatile Runnable delivery = () -> {};

    @Override
    public void send(Mail mail) {
        if (broken) {
            throw new Unavailable("mail.unavailable", "The mail cannot be sent now.", Duration.ofSeconds(1));
        }
        sent.add(mail);
    }

    /** From now on every mail fails, or none. */
    public void setBroken(boolean broken) {
        this.broken = broken;
    }

    /** From now on who reads mails has the waiting ones delivered first, as time would. */
    public void deliverBy(Runnable delivery) {
        this.delivery = delivery;
    }

    /** Every mail so far, the oldest first. */
    public List<Mail> all() {
        delivery.run();
        return List.copyOf(sent);
    }

    /** The token of the last invitation that went to an address. */
    public Secret invitation(String to) {
        return token(Mail.Invitation.class, to);
    }

    /** The token of the last mail of a kind that went to an address. */
    public Secret token(Class<? extends Mail.WithToken> kind, String to) {
        return all().stream()
                .filter(mail -> mail.to().equals(to))
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("No " + kind.getSimpleName() + " went to " + to + "."))
                .token();
    }
}
