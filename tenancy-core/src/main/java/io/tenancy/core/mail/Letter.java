package io.tenancy.core.mail;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import io.tenancy.core.Secret;
import io.tenancy.core.mail.Mail.SecurityNotice.Event;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message that is to be written and sent. It says what is wanted and of whom. But for the one of {@link EmailChange} it has
 * no token: that is made when the message is sent.
 */
public sealed interface Letter {
    /** An invitation of a user. */
    record Invitation(TenantId tenant, UserId user) implements Letter {
        public Invitation {
            requireNonNull(tenant);
            requireNonNull(user);
        }
    }

    /** What somebody gets who says that they have forgotten a password; nobody knows yet whether there is such a user. */
    record PasswordReset(String tenant, String email) implements Letter {
        public PasswordReset {
            requireNonNull(tenant);
            requireNonNull(email);
        }
    }

    /** A link by which a user shows that their address is theirs. */
    record Verification(TenantId tenant, UserId user) implements Letter {
        public Verification {
            requireNonNull(tenant);
            requireNonNull(user);
        }
    }

    /**
     * A link, to another address, by which a user gets that one.
     *
     * @param token is made when it is asked for: what voids the tokens of a user voids what waits to be sent as well
     */
    record EmailChange(TenantId tenant, UserId user, String email, Secret token) implements Letter {
        public EmailChange {
            requireNonNull(tenant);
            requireNonNull(user);
            requireNonNull(email);
            requireNonNull(token);
        }
    }

    /**
     * The notice at the address which an account has that another one is wanted.
     *
     * @param email what it was when that was asked for
     */
    record ChangeNotice(TenantId tenant, UserId user, String email) implements Letter {
        public ChangeNotice {
            requireNonNull(tenant);
            requireNonNull(user);
            requireNonNull(email);
        }
    }

    /**
     * The notice that something about the ways into an account is other than it was.
     *
     * @param email what the address was then: who has taken the account over cannot have it sent elsewhere
     */
    record SecurityNotice(TenantId tenant, UserId user, String email, Event event, Instant at) implements Letter {
        public SecurityNotice {
            requireNonNull(tenant);
            requireNonNull(user);
            requireNonNull(email);
            requireNonNull(event);
            requireNonNull(at);
        }
    }

    /**
     * The notice that a webhook gets nothing more.
     *
     * @param url the origin of its URL
     * @param gone whether the receiver has said that it wants nothing more
     */
    record WebhookDisabled(TenantId tenant, UserId user, String url, boolean gone, Instant at) implements Letter {
        public WebhookDisabled {
            requireNonNull(tenant);
            requireNonNull(user);
            requireNonNull(url);
            requireNonNull(at);
        }
    }

    /** The list of the tenants in which an address has an account, if any. */
    record Accounts(String email) implements Letter {
        public Accounts {
            requireNonNull(email);
        }
    }

    /** The letter as a text, which names people and so is kept sealed. */
    default Secret text() {
        if (this instanceof Invitation letter) {
            return join("invitation", letter.tenant(), letter.user());
        } else if (this instanceof PasswordReset letter) {
            return join("password-reset", letter.tenant(), letter.email());
        } else if (this instanceof Verification letter) {
            return join("verification", letter.tenant(), letter.user());
        } else if (this instanceof EmailChange letter) {
            return join(
                    "email-change",
                    letter.tenant(),
                    letter.user(),
                    letter.email(),
                    letter.token().reveal());
        } else if (this instanceof ChangeNotice letter) {
            return join("change-notice", letter.tenant(), letter.user(), letter.email());
        } else if (this instanceof SecurityNotice letter) {
            return join("security-notice", letter.tenant(), letter.user(), letter.email(), letter.event(), letter.at());
        } else if (this instanceof WebhookDisabled letter) {
            return join("webhook-disabled", letter.tenant(), letter.user(), letter.url(), letter.gone(), letter.at());
        } else if (this instanceof Accounts letter) {
            return join("accounts", letter.email());
        }
        throw new IllegalStateException("There is no other letter.");
    }

    /**
     * Reverses {@link #text}.
     *
     * @throws IllegalArgumentException if it is no letter
     */
    static Letter of(Secret text) {
        List<String> parts = List.of(text.reveal().split("\n", -1));
        return switch (parts.get(0) + " " + (parts.size() - 1)) {
            case "invitation 2" -> new Invitation(tenant(parts), user(parts));
            case "password-reset 2" -> new PasswordReset(parts.get(1), parts.get(2));
            case "verification 2" -> new Verification(tenant(parts), user(parts));
            case "email-change 4" ->
                new EmailChange(tenant(parts), user(parts), parts.get(3), new Secret(parts.get(4)));
            case "change-notice 3" -> new ChangeNotice(tenant(parts), user(parts), parts.get(3));
            case "security-notice 5" ->
                new SecurityNotice(
                        tenant(parts),
                        user(parts),
                        parts.get(3),
                        Event.valueOf(parts.get(4)),
                        Instant.parse(parts.get(5)));
            case "webhook-disabled 5" ->
                new WebhookDisabled(
                        tenant(parts),
                        user(parts),
                        parts.get(3),
                        Boolean.parseBoolean(parts.get(4)),
                        Instant.parse(parts.get(5)));
            case "accounts 1" -> new Accounts(parts.get(1));
            default -> throw new IllegalArgumentException("This is no letter.");
        };
    }

    private static Secret join(String kind, Object... parts) {
        StringBuilder text = new StringBuilder(kind);
        for (Object part : parts) {
            text.append('\n').append(part instanceof Id id ? id.value() : part);
        }
        return new Secret(text.toString());
    }

    private static TenantId tenant(List<String> parts) {
        return new TenantId(UUID.fromString(parts.get(1)));
    }

    private static UserId user(List<String> parts) {
        return new UserId(UUID.fromString(parts.get(2)));
    }
}
