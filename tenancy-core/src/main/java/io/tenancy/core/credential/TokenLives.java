package io.tenancy.core.credential;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.credential.OneTimeToken.Purpose;
import java.time.Duration;

/** For how long one-time tokens are good, from the moment that they are sent. */
public record TokenLives(Duration invitation, Duration passwordReset, Duration verification) {
    /** Seven days for an invitation, half an hour for another password, a day for an address. */
    public static final TokenLives DEFAULT =
            new TokenLives(Duration.ofDays(7), Duration.ofMinutes(30), Duration.ofDays(1));

    public TokenLives {
        requireNonNull(invitation);
        requireNonNull(passwordReset);
        requireNonNull(verification);
    }

    Duration of(Purpose purpose) {
        return switch (purpose) {
            case INVITATION -> invitation;
            case PASSWORD_RESET -> passwordReset;
            case EMAIL_VERIFICATION, EMAIL_CHANGE -> verification;
        };
    }
}
