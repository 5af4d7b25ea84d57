package io.tenancy.core.mail;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import java.time.Instant;
import java.util.List;

/** A message to a person. Sealed, so that a sender has words for each kind. */
public sealed interface Mail {
    /** The address it goes to. */
    String to();

    /** The name of the person; empty where it is not known. */
    String name();

    /** In whose name it comes. */
    Letterhead from();

    /** The slug of the tenant in which it was caused. */
    default String tenant() {
        return from().tenant();
    }

    /** The name of the tenant in which it was caused. */
    default String tenantName() {
        return from().name();
    }

    /** A message with a one-time token, and what it is for. */
    sealed interface WithToken extends Mail {
        /** The token, which is shown in this message and nowhere else. */
        Secret token();

        /** Until when it is good. */
        Instant expiresAt();
    }

    /** Asks a person to join a tenant. */
    record Invitation(String to, String name, Letterhead from, Secret token, Instant expiresAt) implements WithToken {
        public Invitation {
            requireNonNull(to);
            requireNonNull(name);
            requireNonNull(from);
            requireNonNull(token);
            requireNonNull(expiresAt);
        }
    }

    /** Lets a person choose another password. */
    record PasswordReset(String to, String name, Letterhead from, Secret token, Instant expiresAt)
            implements WithToken {
        public PasswordReset {
            requireNonNull(to);
            requireNonNull(name);
            requireNonNull(from);
            requireNonNull(token);
            requireNonNull(expiresAt);
        }
    }

    /** Lets a person show that an address is theirs; that of an account, or one that it is to have. */
    record Verification(String to, String name, Letterhead from, Secret token, Instant expiresAt, boolean isNew)
            implements WithToken {
        public Verification {
            requireNonNull(to);
            requireNonNull(name);
            requireNonNull(from);
            requireNonNull(token);
            requireNonNull(expiresAt);
        }
    }

    /** Tells a person at the address of their account that another one is wanted for it. */
    record ChangeNotice(String to, String name, Letterhead from) implements Mail {
        public ChangeNotice {
            requireNonNull(to);
            requireNonNull(name);
            requireNonNull(from);
        }
    }

    /**
     * Tells a person that something about the ways into their account is other than it was.
     *
     * @param at when that happened
     */
    record SecurityNotice(String to, String name, Letterhead from, Event event, Instant at) implements Mail {
        /** What has happened. */
        public enum Event {
            PASSWORD_CHANGED,
            EMAIL_CHANGED,
            TOTP_ENROLLED,
            TOTP_REMOVED,
            RECOVERY_CODES_RENEWED,
            RECOVERY_CODE_USED,
            PASSKEY_ADDED,
            PASSKEY_REMOVED,
            /** By an administrator, all of them. */
            FACTORS_RESET
        }

        public SecurityNotice {
            requireNonNull(to);
            requireNonNull(name);
            requireNonNull(from);
            requireNonNull(event);
            requireNonNull(at);
        }
    }

    /**
     * Tells an administrator that a webhook gets nothing more.
     *
     * @param url the origin of its URL
     * @param gone whether the receiver has said that it wants nothing more; otherwise it has failed for too long
     */
    record WebhookDisabled(String to, String name, Letterhead from, String url, boolean gone, Instant at)
            implements Mail {
        public WebhookDisabled {
            requireNonNull(to);
            requireNonNull(name);
            requireNonNull(from);
            requireNonNull(url);
            requireNonNull(at);
        }
    }

    /** Tells a person in which tenants their address has an account. */
    record Accounts(String to, List<Account> accounts) implements Mail {
        /** A tenant in which the person can sign in. */
        public record Account(String tenant, String tenantName) {
            public Account {
                requireNonNull(tenant);
                requireNonNull(tenantName);
            }
        }

        public Accounts {
            requireNonNull(to);
            accounts = List.copyOf(accounts);
        }

        @Override
        public String name() {
            return "";
        }

        @Override
        public Letterhead from() {
            return Letterhead.PLAIN;
        }
    }
}
