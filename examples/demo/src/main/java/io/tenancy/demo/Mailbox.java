package io.tenancy.demo;

import io.tenancy.core.mail.Mail;
import io.tenancy.core.mail.Sender;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the youngest invitation of each person, in place of sending it. For one thread. */
final class Mailbox implements Sender {
    private final Map<String, Mail.Invitation> invitations = new HashMap<>();

    @Override
    public void send(Mail mail) {
        if (mail instanceof Mail.Invitation invitation) {
            invitations.put(invitation.to(), invitation);
        }
    }

    /** Takes the invitation of a person out of the box. */
    Optional<Mail.Invitation> take(String email) {
        return Optional.ofNullable(invitations.remove(email));
    }
}
