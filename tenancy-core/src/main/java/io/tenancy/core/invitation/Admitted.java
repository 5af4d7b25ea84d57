package io.tenancy.core.invitation;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.user.User;
import java.util.Optional;

/** A user who is new in a tenant, and how they get in: by a one-time password, or by an invitation; the mail is there where it is handed over and not sent. */
public record Admitted(User user, Optional<Secret> oneTimePassword, Optional<Mail> mail) {
    public Admitted {
        requireNonNull(user);
        requireNonNull(oneTimePassword);
        requireNonNull(mail);
    }
}
