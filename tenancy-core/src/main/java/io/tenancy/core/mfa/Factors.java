package io.tenancy.core.mfa;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Work;
import io.tenancy.core.mail.Mail.SecurityNotice.Event;
import io.tenancy.core.mail.Notices;
import io.tenancy.core.passkey.PasskeyStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** The steps of setting up, using and giving up second factors, for the use cases that may take them. */
public final class Factors {
    private final FactorStore store;
    private final PasskeyStore passkeys;
    private final Totp totp;
    private final KeyBox box;
    private final RecoveryCodes codes;
    private final Notices notices;

    public Factors(
            FactorStore store,
            PasskeyStore passkeys,
            Totp totp,
            KeyBox box,
            MasterKey key,
            SecureRandom random,
            Notices notices) {
        this.store = requireNonNull(store);
        this.passkeys = requireNonNull(passkeys);
        this.totp = requireNonNull(totp);
        this.box = requireNonNull(box);
        this.codes = new RecoveryCodes(key, random);
        this.notices = requireNonNull(notices);
    }

    /** The subject by which the throttle counts the wrong codes of a user. */
    public static String subject(TenantScope scope, UserId user) {
        return scope.id().value() + " " + user.value();
    }

    /** What the user can show; recovery codes are nothing without an authenticator app. */
    public Set<Factor> of(TenantScope scope, UserId user) {
        Set<Factor> factors = EnumSet.noneOf(Factor.class);
        if (since(scope, user).isPresent()) {
            factors.add(Factor.TOTP);
            if (store.recoveryCodes(scope, user) > 0) {
                factors.add(Factor.RECOVERY_CODE);
            }
        }
        if (passkeys.any(scope, user)) {
            factors.add(Factor.PASSKEY);
        }
        return Collections.unmodifiableSet(factors);
    }

    /** Uses up a code; false where it is wrong, or was used before. */
    public boolean use(Work work, UserId user, Factor factor, Secret code) {
        return switch (factor) {
            case TOTP -> useTotp(work, user, code);
            case RECOVERY_CODE -> useRecoveryCode(work, user, code);
            case PASSKEY -> false;
        };
    }

    /** Makes the key of an authenticator app to come. */
    public Enrolment begin(Work work, User user) {
        Secret key = totp.newKey();
        store.putPending(work.scope(), user.id(), box.seal(work.scope().id(), user.id(), key));
        work.record("user.totp_started", user.id());
        return Enrolment.of(key, work.scope().name(), user.email());
    }

    /**
     * Takes the app to come into use, and makes new recovery codes.
     *
     * @throws Invalid if it is not the code of that app
     * @throws Conflict if there is none to come
     */
    public List<Secret> confirm(Work work, UserId user, Secret code) {
        String pending = store.authenticator(work.scope(), user)
                .flatMap(Authenticator::pendingKey)
                .orElseThrow(() -> new Conflict("mfa.not_begun", "Begin to set up an authenticator app first."));
        OptionalLong step = step(work, user, pending, code);
        if (step.isEmpty() || !store.confirm(work.scope(), user, pending, step.getAsLong(), work.now())) {
            throw wrong();
        }
        work.record("user.totp_confirmed", user);
        notices.tell(work, user, Event.TOTP_ENROLLED);
        return freshCodes(work, user);
    }

    /** Gives up the app to come, for which too many codes were wrong. */
    void dropPending(Work work, UserId user) {
        if (store.removePending(work.scope(), user)) {
            work.record("user.totp_dropped", user);
        }
    }

    /** New recovery codes, and the end of the old ones. */
    List<Secret> renewCodes(Work work, UserId user) {
        notices.tell(work, user, Event.RECOVERY_CODES_RENEWED);
        return freshCodes(work, user);
    }

    private List<Secret> freshCodes(Work work, UserId user) {
        List<Secret> fresh = codes.fresh();
        store.putRecoveryCodes(
                work.scope(),
                user,
                fresh.stream().map(code -> digest(work, user, code)).collect(Collectors.toUnmodifiableSet()));
        work.record("user.recovery_codes_renewed", user);
        return fresh;
    }

    /** Makes everybody else who wants to change the user's factors wait until this work ends. */
    void lock(Work work, UserId user) {
        work.lock(rows -> passkeys.lock(rows, user));
    }

    /** Removes everything, for an administrator; false where there is nothing. */
    boolean reset(Work work, UserId user) {
        boolean hadPasskeys = passkeys.removeAll(work.scope(), user);
        boolean hadAny = store.remove(work.scope(), user) || hadPasskeys;
        if (hadAny) {
            work.record("user.factors_reset", user);
            notices.tell(work, user, Event.FACTORS_RESET);
        }
        return hadAny;
    }

    /** Removes the authenticator app and its recovery codes, if there is one. */
    void removeApp(Work work, UserId user) {
        if (store.remove(work.scope(), user)) {
            work.record("user.totp_removed", user);
            notices.tell(work, user, Event.TOTP_REMOVED);
        }
    }

    Optional<Instant> since(TenantScope scope, UserId user) {
        return store.authenticator(scope, user).flatMap(Authenticator::since);
    }

    int recoveryCodes(TenantScope scope, UserId user) {
        return store.recoveryCodes(scope, user);
    }

    private boolean useTotp(Work work, UserId user, Secret code) {
        Optional<String> key = store.authenticator(work.scope(), user).flatMap(Authenticator::key);
        if (key.isEmpty()) {
            return false;
        }
        OptionalLong step = step(work, user, key.get(), code);
        return step.isPresent() && store.useStep(work.scope(), user, key.get(), step.getAsLong());
    }

    private boolean useRecoveryCode(Work work, UserId user, Secret code) {
        if (since(work.scope(), user).isEmpty()
                || !store.takeRecoveryCode(work.scope(), user, digest(work, user, code))) {
            return false;
        }
        work.record("user.recovery_code_used", user);
        notices.tell(work, user, Event.RECOVERY_CODE_USED);
        return true;
    }

    private OptionalLong step(Work work, UserId user, String sealed, Secret code) {
        return totp.step(box.open(work.scope().id(), user, sealed), code, work.now());
    }

    private String digest(Work work, UserId user, Secret code) {
        return codes.digest(work.scope().id(), user, code);
    }

    private static Invalid wrong() {
        return new Invalid("code", "code.wrong", "This is not the code that the authenticator app shows now.");
    }
}
