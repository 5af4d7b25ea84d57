package io.tenancy.core.mail;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Work;
import io.tenancy.core.mail.Mail.SecurityNotice.Event;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.util.Set;

/**
 * Tells people by mail what has changed without them: about the ways into their accounts, so that they notice what was not
 * them; and administrators what has stopped.
 */
public final class Notices {
    private static final Set<String> ADMINISTRATORS = Set.of(BuiltInRole.OWNER.name(), BuiltInRole.ADMIN.name());

    /** The most administrators that are told of something. */
    private static final int MOST = 50;

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

    /**
     * Leaves a notice to each who is OWNER or ADMIN, to 50 at most, that a webhook gets nothing more.
     *
     * @param url the origin of its URL
     * @param gone whether the receiver has said that it wants nothing more
     */
    public void tellOfWebhook(Work work, String url, boolean gone) {
        users.holders(work.scope(), ADMINISTRATORS, MOST)
                .forEach(user -> outbox.put(
                        new Letter.WebhookDisabled(work.scope().id(), user.id(), url, gone, work.now()), work.now()));
    }
}
