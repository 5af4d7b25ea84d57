package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.credential.CredentialStore;
import io.tenancy.core.credential.PasswordPolicy;
import io.tenancy.core.credential.Passwords;
import io.tenancy.core.login.PasswordCheck.Verified;
import io.tenancy.core.mfa.Factor;
import io.tenancy.core.session.Client;
import io.tenancy.core.user.User;
import java.util.Optional;
import java.util.Set;

/** Signing in with a password. Every attempt costs exactly one hash, and every failure has the same answer. */
public final class LoginService {
    private final Gate gate;
    private final PasswordCheck check;
    private final CredentialStore credentials;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final SessionStarter starter;
    private final SecondStep second;
    private final PasswordReplacement replacement;

    public LoginService(
            Gate gate,
            PasswordCheck check,
            CredentialStore credentials,
            Passwords passwords,
            PasswordPolicy policy,
            SessionStarter starter,
            SecondStep second,
            PasswordReplacement replacement) {
        this.gate = requireNonNull(gate);
        this.check = requireNonNull(check);
        this.credentials = requireNonNull(credentials);
        this.passwords = requireNonNull(passwords);
        this.policy = requireNonNull(policy);
        this.starter = requireNonNull(starter);
        this.second = requireNonNull(second);
        this.replacement = requireNonNull(replacement);
    }

    /**
     * Starts a session, or asks for a second factor.
     *
     * @throws Denied if the password is right and has to be replaced first, see {@link #changePassword}
     */
    public SignIn login(Login login, Client client) {
        Verified verified = check.verify(login, client);
        if (verified.credential().oneTime()) {
            throw PasswordCheck.replaceFirst("Choose a password of your own first.");
        }
        requireEnoughAlone(verified, login.password());
        Optional<String> rehashed = rehash(verified, login.password());
        return gate.act(
                verified.scope(), Actor.of(verified.scope(), verified.user().id()), work -> {
                    User user = confirm(work, verified);
                    rehashed.ifPresent(hash -> credentials.put(
                            work.scope(), user.id(), verified.credential().rehashed(hash)));
                    return second.next(work, user, verified.credential().changedAt(), client);
                });
    }

    /**
     * Replaces the password, ends all sessions of the user, and starts a new one. Who has a second factor shows it first,
     * and nothing changes until then.
     */
    public SignIn changePassword(PasswordChange change, Client client) {
        Verified verified = check.verify(change.login(), client);
        User user = verified.user();
        Secret password =
                policy.check("newPassword", change.newPassword(), verified.scope(), user, hasFactor(verified));
        if (password.equals(change.password())) {
            throw new Invalid("newPassword", "newPassword.unchanged", "The new password is the old one.");
        }
        String hash = passwords.hash(password);
        return gate.act(verified.scope(), Actor.of(verified.scope(), user.id()), work -> {
            User confirmed = confirm(work, verified);
            Set<Factor> asked = second.asked(work.scope(), user.id());
            if (!asked.isEmpty()) {
                return second.challenge(
                        work, confirmed, asked, verified.credential().changedAt(), Optional.of(hash));
            }
            policy.check("newPassword", change.newPassword(), work.scope(), confirmed);
            replacement.replace(work, confirmed, hash);
            return second.next(work, confirmed, work.now(), client);
        });
    }

    private boolean hasFactor(Verified verified) {
        return !second.asked(verified.scope(), verified.user().id()).isEmpty();
    }

    /**
     * A password that was chosen beside a second factor is replaced when there is none any more, whoever has removed it,
     * unless it keeps the rules for one that is alone.
     */
    private void requireEnoughAlone(Verified verified, Secret password) {
        if (verified.credential().besideFactor()
                && !hasFactor(verified)
                && !policy.isEnoughAlone(password, verified.scope(), verified.user())) {
            throw PasswordCheck.replaceFirst("Without a second factor the password is too weak. Choose another first.");
        }
    }

    /** A new hash in place of an outdated one; a server that is too busy for it does so at the next sign-in. */
    private Optional<String> rehash(Verified verified, Secret password) {
        if (!passwords.isOutdated(verified.credential().hash())) {
            return Optional.empty();
        }
        try {
            return Optional.of(passwords.hash(password));
        } catch (Unavailable busy) {
            return Optional.empty();
        }
    }

    /** The user as they stand now: verifying took a while, in which others may have changed user or password. */
    private User confirm(Work work, Verified verified) {
        return starter.admit(work, verified.user().id())
                .filter(user -> credentials
                        .find(work.scope(), user.id())
                        .filter(verified.credential()::isSamePassword)
                        .isPresent())
                .orElseThrow(PasswordCheck::failed);
    }
}
