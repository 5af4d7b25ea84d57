package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Gate;
import io.tenancy.core.credential.PasswordPolicy;
import io.tenancy.core.credential.Passwords;
import io.tenancy.core.login.FactorCheck;
import io.tenancy.core.login.LoginService;
import io.tenancy.core.login.MfaService;
import io.tenancy.core.login.PasskeyLoginService;
import io.tenancy.core.login.PasswordCheck;
import io.tenancy.core.login.PasswordReplacement;
import io.tenancy.core.login.RecentProof;
import io.tenancy.core.login.SecondStep;
import io.tenancy.core.login.SessionStarter;
import io.tenancy.core.login.StepUpService;
import io.tenancy.core.login.TokenPairs;
import io.tenancy.core.mfa.ChallengePolicy;
import io.tenancy.core.mfa.CodeCheck;
import io.tenancy.core.mfa.Factors;
import io.tenancy.core.passkey.Passkeys;
import io.tenancy.core.policy.SecurityPolicies;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.throttle.Throttle;
import io.tenancy.persistence.Persistence;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The ways in which people prove who they are, put together: they share the checks of passwords and of codes. */
record SignIns(
        Gate gate,
        TenantDirectory directory,
        Persistence stores,
        Passwords passwords,
        PasswordPolicy passwordPolicy,
        SecurityPolicies policies,
        Throttle throttle,
        Factors factors,
        Passkeys passkeys,
        PasswordReplacement replacement,
        ChallengePolicy patience) {
    SignIns {
        requireNonNull(gate);
        requireNonNull(directory);
        requireNonNull(stores);
        requireNonNull(passwords);
        requireNonNull(passwordPolicy);
        requireNonNull(policies);
        requireNonNull(throttle);
        requireNonNull(factors);
        requireNonNull(passkeys);
        requireNonNull(replacement);
        requireNonNull(patience);
    }

    /** The use cases. */
    record Made(LoginService logins, MfaService mfa, StepUpService stepUps, PasskeyLoginService passkeyLogins) {}

    Made on(TokenPairs pairs, SecureRandom random, InstantSource clock) {
        SessionStarter starter = new SessionStarter(stores.sessions(), stores.users(), pairs, random);
        SecondStep second = new SecondStep(factors, stores.challenges(), policies, starter, random, patience);
        PasswordCheck check = new PasswordCheck(
                directory, stores.users(), stores.credentials(), passwords, policies, throttle, clock);
        CodeCheck codes = new CodeCheck(policies, throttle);
        FactorCheck checks = new FactorCheck(factors, passkeys, clock);
        return new Made(
                new LoginService(
                        gate, check, stores.credentials(), passwords, passwordPolicy, starter, second, replacement),
                new MfaService(
                        gate,
                        directory,
                        stores.challenges(),
                        stores.credentials(),
                        checks,
                        codes,
                        starter,
                        replacement,
                        patience,
                        clock),
                new StepUpService(
                        gate,
                        stores.users(),
                        stores.sessions(),
                        second,
                        checks,
                        check,
                        codes,
                        pairs,
                        new RecentProof(stores.standings(), stores.policies(), policies.platform(), clock)),
                new PasskeyLoginService(gate, directory, passkeys, policies, throttle, starter, clock));
    }
}
