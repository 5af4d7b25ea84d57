package io.tenancy.core.counting;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** Every limit there is, with what holds where nobody says otherwise. */
public enum RateLimit {
    /** One person in one tenant, with however many sessions. */
    USER("user", 6_000, Duration.ofMinutes(1), OnFailure.OPEN, "rateUser"),
    /** One API key, and the access tokens that were given for it. */
    API_KEY("api_key", 12_000, Duration.ofMinutes(1), OnFailure.OPEN, "rateApiKey"),
    /** All people and programs of a tenant together, but for operators who help. */
    TENANT("tenant", 60_000, Duration.ofMinutes(1), OnFailure.OPEN, "rateTenant"),
    /** Whoever comes from one network, before it is known who that is. */
    ADDRESS("address", 60_000, Duration.ofMinutes(1), OnFailure.OPEN, "rateAddress"),
    /** Who asks from one network for what needs no access token: to sign in, to renew a session, to accept an invitation. */
    SIGN_IN("sign_in", 1_200, Duration.ofMinutes(1), OnFailure.CLOSED, "rateSignIn"),
    /** Mails with an invitation that a tenant sends. */
    INVITATION("invitation", 500, Duration.ofHours(1), OnFailure.CLOSED, "rateInvitation"),
    /** Those of one tenant to one address: nobody is pestered. */
    INVITED("invited", 5, Duration.ofDays(1), OnFailure.CLOSED, "rateInvited"),
    /** Requests of one tenant at the same time, in one server. It counts nothing that could be lost. */
    CONCURRENT("concurrent", 0, Duration.ZERO, OnFailure.OPEN, "rateConcurrent");

    private final String word;
    private final int standard;
    private final Duration window;
    private final OnFailure onFailure;
    private final String setting;

    /** What becomes of a request when the counter that all nodes share is out of reach. */
    public enum OnFailure {
        /** It is counted on its node alone. */
        OPEN,
        /** It is refused as unavailable. */
        CLOSED
    }

    RateLimit(String word, int standard, Duration window, OnFailure onFailure, String setting) {
        this.word = requireNonNull(word);
        this.standard = standard;
        this.window = requireNonNull(window);
        this.onFailure = requireNonNull(onFailure);
        this.setting = requireNonNull(setting);
    }

    /** The name by which headers, metrics and plans know it. */
    public String word() {
        return word;
    }

    /** How many units a window has; 0 for {@link #CONCURRENT}, whose default follows from the pool of connections. */
    public int standard() {
        return standard;
    }

    public Duration window() {
        return window;
    }

    public OnFailure onFailure() {
        return onFailure;
    }

    /** The name of its setting. */
    public String setting() {
        return setting;
    }
}
