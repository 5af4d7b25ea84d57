package io.tenancy.core.mail;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Work;
import io.tenancy.core.mail.Mail.SecurityNotice.Event;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;

/** Tells people by mail what has changed about the ways into their accounts, so that they notice what was not them. */
public final class Notices {
    private final UserStore users;
    private final Outbox outbox;

    public Notices(UserStore users, Outbox outbox) {
        this.users = requireNonNull(users);
        this.outbox = requireNonNull(outbox);
    }

    /** Leaves the notice to the address that the user has now, with the work or not at all. */
    public void tell(Work work, UserId id, Event event) {
        users.find(work.scope(), id)
                .ifPresent(user -> outbox.put(
                        new Letter.SecurityNotice(work.scope().id(), id, user.email(), event, work.now()), work.now()));
    }
}
