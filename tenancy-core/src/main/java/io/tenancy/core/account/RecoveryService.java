package io.tenancy.core.account;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.credential.OneTimeToken.Purpose;
import io.tenancy.core.credential.PasswordPolicy;
import io.tenancy.core.credential.Passwords;
import io.tenancy.core.credential.Vouchers;
import io.tenancy.core.credential.Vouchers.Shown;
import io.tenancy.core.login.PasswordCheck;
import io.tenancy.core.login.PasswordReplacement;
import io.tenancy.core.mail.Letter;
import io.tenancy.core.session.Client;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.throttle.Throttle;
import io.tenancy.core.throttle.Throttle.Kind;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserStore;
import java.time.InstantSource;

/** The way back of a person who has forgotten their password: a mail, and with its token another password. */
public final class RecoveryService {
    private final Gate gate;
    private final TenantDirectory directory;
    private final UserStore users;
    private final Vouchers vouchers;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final PasswordReplacement replacement;
    private final MailRequests requests;
    private final Throttle throttle;
    private final InstantSource clock;

    public RecoveryService(
            Gate gate,
            TenantDirectory directory,
            UserStore users,
            Vouchers vouchers,
            Passwords passwords,
            PasswordPolicy policy,
            PasswordReplacement replacement,
            MailRequests requests,
            Throttle throttle,
            InstantSource clock) {
        this.gate = requireNonNull(gate);
        this.directory = requireNonNull(directory);
        this.users = requireNonNull(users);
        this.vouchers = requireNonNull(vouchers);
        this.passwords = requireNonNull(passwords);
        this.policy = requireNonNull(policy);
        this.replacement = requireNonNull(replacement);
        this.requests = requireNonNull(requests);
        this.throttle = requireNonNull(throttle);
        this.clock = requireNonNull(clock);
    }

    /**
     * Asks for a mail with a token. Whether there is such a tenant and such a user is found out later, when nobody waits: the
     * answer and the work are the same for all.
     *
     * @throws Limited if that was asked for too often
     */
    public void forgot(ForgottenPassword forgotten, Client client) {
        requests.ask(
                "password " + forgotten.tenant() + " " + forgotten.email(),
                client,
                new Letter.PasswordReset(forgotten.tenant(), forgotten.email()));
    }

    /**
     * Replaces the password and ends every session. Nobody is signed in by that: a second factor, where there is one, is
     * still asked for. Without a good token this costs no hash, and an answer that is the same for every bad one.
     */
    public void reset(NewPassword wanted) {
        Shown shown = vouchers.look(directory, Purpose.PASSWORD_RESET, wanted.token(), clock.instant())
                .orElseThrow(RecoveryService::invalid);
        User user = users.find(shown.scope(), shown.known().user()).orElseThrow(RecoveryService::invalid);
        Secret password = policy.check("password", wanted.password(), shown.scope(), user);
        String hash = passwords.hash(password);
        User reset = gate.act(shown.scope(), Actor.of(shown.scope(), user.id()), work -> replace(work, shown, hash));
        throttle.unlock(Kind.PASSWORD, PasswordCheck.subject(shown.scope().slug(), reset.email()));
    }

    private User replace(Work work, Shown shown, String hash) {
        User user = vouchers.take(work, shown)
                .flatMap(known -> users.find(work.scope(), known.user()))
                .filter(found -> found.status() == Status.ACTIVE)
                .orElseThrow(RecoveryService::invalid);
        replacement.replace(work, user, hash);
        return user;
    }

    private static Invalid invalid() {
        return new Invalid("token", "reset.invalid", "The link is unknown, used, expired or replaced.");
    }
}
