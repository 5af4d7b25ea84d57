package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Work;
import io.tenancy.core.credential.Credential;
import io.tenancy.core.credential.CredentialStore;
import io.tenancy.core.credential.OneTimeTokenStore;
import io.tenancy.core.mail.Mail.SecurityNotice.Event;
import io.tenancy.core.mail.Notices;
import io.tenancy.core.session.SessionStore;
import io.tenancy.core.user.User;
import java.util.Optional;

/**
 * Replacing a password, by whatever proof: it ends every session, voids every one-time token of the user, and is told to
 * them by mail.
 */
public final class PasswordReplacement {
    private final CredentialStore credentials;
    private final SessionStore sessions;
    private final OneTimeTokenStore tokens;
    private final Notices notices;

    public PasswordReplacement(
            CredentialStore credentials, SessionStore sessions, OneTimeTokenStore tokens, Notices notices) {
        this.credentials = requireNonNull(credentials);
        this.sessions = requireNonNull(sessions);
        this.tokens = requireNonNull(tokens);
        this.notices = requireNonNull(notices);
    }

    /** Makes this the hash of the password that the user has chosen. */
    public void replace(Work work, User user, String hash) {
        replace(work, user, new Credential(hash, false, work.now()));
    }

    /** The same of a password for which fewer characters were enough, because there is a second factor. */
    void replaceBesideFactor(Work work, User user, String hash) {
        replace(work, user, new Credential(hash, false, work.now(), true));
    }

    private void replace(Work work, User user, Credential credential) {
        credentials.put(work.scope(), user.id(), credential);
        sessions.revokeAll(work.scope(), user.id(), Optional.empty(), work.now());
        tokens.removeAll(work.scope(), user.id());
        notices.tell(work, user.id(), Event.PASSWORD_CHANGED);
        work.record("user.password_changed", user.id());
    }
}
