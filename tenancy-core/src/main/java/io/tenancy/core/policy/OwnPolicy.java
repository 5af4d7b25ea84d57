package io.tenancy.core.policy;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Difference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a tenant has made stricter than the platform has it; what is absent is as the platform has it. Times are in
 * seconds. See {@link SecurityPolicy} for what each means.
 */
public record OwnPolicy(
        Optional<Integer> passwordLength,
        Optional<Integer> passwordLengthWithFactor,
        Optional<Integer> loginFailures,
        Optional<Long> sessionIdle,
        Optional<Long> sessionLife,
        Optional<MfaPolicy> mfa,
        Optional<Long> stepUp,
        Optional<Boolean> support) {
    /** A tenant that is content with what the platform has. */
    public static final OwnPolicy NONE = new OwnPolicy(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public OwnPolicy {
        requireNonNull(passwordLength);
        requireNonNull(passwordLengthWithFactor);
        requireNonNull(loginFailures);
        requireNonNull(sessionIdle);
        requireNonNull(sessionLife);
        requireNonNull(mfa);
        requireNonNull(stepUp);
        requireNonNull(support);
    }

    /** Of each rule the stricter one; so that a platform that has become stricter since is heeded too. */
    public SecurityPolicy under(SecurityPolicy platform) {
        Duration idle = least(sessionIdle, platform.sessionIdle());
        Duration life = least(sessionLife, platform.sessionLife());
        int withFactor = Math.max(passwordLengthWithFactor.orElse(0), platform.passwordLengthWithFactor());
        return new SecurityPolicy(
                Math.max(withFactor, Math.max(passwordLength.orElse(0), platform.passwordLength())),
                withFactor,
                Math.min(loginFailures.orElse(Integer.MAX_VALUE), platform.loginFailures()),
                idle.compareTo(life) < 0 ? idle : life,
                life,
                mfa.filter(own -> own.compareTo(platform.mfa()) > 0).orElse(platform.mfa()),
                least(stepUp, platform.stepUp()),
                support.orElse(true) && platform.support());
    }

    /**
     * Refuses what is laxer than the platform, or out of range.
     *
     * @throws Invalid naming the first such member: {@code sessionIdle.range}, {@code mfa.laxer}
     */
    OwnPolicy check(SecurityPolicy platform) {
        checkNumber("passwordLength", passwordLength, platform.passwordLength(), SecurityPolicy.MOST_LENGTH);
        checkNumber(
                "passwordLengthWithFactor",
                passwordLengthWithFactor,
                platform.passwordLengthWithFactor(),
                SecurityPolicy.MOST_LENGTH);
        checkNumber("loginFailures", loginFailures, 1, platform.loginFailures());
        checkSeconds("sessionIdle", sessionIdle, SecurityPolicy.LEAST_IDLE, platform.sessionIdle());
        checkSeconds("sessionLife", sessionLife, SecurityPolicy.LEAST_IDLE, platform.sessionLife());
        checkSeconds("stepUp", stepUp, SecurityPolicy.LEAST_STEP_UP, platform.stepUp());
        mfa.filter(own -> own.compareTo(platform.mfa()) < 0).ifPresent(own -> {
            throw laxer("mfa", "The platform asks for more than this.");
        });
        support.filter(own -> own && !platform.support()).ifPresent(own -> {
            throw laxer("support", "The platform does not offer this.");
        });
        return this;
    }

    private static void checkNumber(String field, Optional<Integer> given, int least, int most) {
        given.filter(number -> number < least || number > most).ifPresent(number -> {
            throw outOfRange(field, least, most, "");
        });
    }

    private static void checkSeconds(String field, Optional<Long> given, Duration least, Duration most) {
        given.filter(seconds -> seconds < least.toSeconds() || seconds > most.toSeconds())
                .ifPresent(seconds -> {
                    throw outOfRange(field, least.toSeconds(), most.toSeconds(), " seconds");
                });
    }

    private static Invalid outOfRange(String field, long least, long most, String unit) {
        return new Invalid(
                field,
                field + ".range",
                "The field " + field + " is from " + least + " to " + most + unit
                        + ": a tenant can be stricter than the platform, not laxer.");
    }

    private static Invalid laxer(String field, String detail) {
        return new Invalid(field, field + ".laxer", detail);
    }

    private static Duration least(Optional<Long> seconds, Duration platform) {
        return seconds.map(Duration::ofSeconds)
                .filter(own -> own.compareTo(platform) < 0)
                .orElse(platform);
    }

    /** What the audit trail shows of a change. */
    public List<Difference> differences(OwnPolicy after) {
        return Difference.real(
                Difference.between("passwordLength", passwordLength, after.passwordLength),
                Difference.between(
                        "passwordLengthWithFactor", passwordLengthWithFactor, after.passwordLengthWithFactor),
                Difference.between("loginFailures", loginFailures, after.loginFailures),
                Difference.between("sessionIdle", sessionIdle, after.sessionIdle),
                Difference.between("sessionLife", sessionLife, after.sessionLife),
                Difference.between("mfa", mfa, after.mfa),
                Difference.between("stepUp", stepUp, after.stepUp),
                Difference.between("support", support, after.support));
    }
}
