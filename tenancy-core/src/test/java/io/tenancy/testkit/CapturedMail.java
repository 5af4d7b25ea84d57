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

    /** Every mail so far, the oldest first. */
    public List<Mail> all() {
        return List.copyOf(sent);
    }

    /** The token of the last invitation that went to an address. */
    public Secret invitation(String to) {
        return sent.stream()
                .filter(mail -> mail.to().equals(to))
                .filter(Mail.Invitation.class::isInstance)
                .map(Mail.Invitation.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("No invitation went to " + to + "."))
                .token();
    }
}
