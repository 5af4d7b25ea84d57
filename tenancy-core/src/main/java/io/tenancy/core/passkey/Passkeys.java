package io.tenancy.core.passkey;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.mail.Mail.SecurityNotice.Event;
import io.tenancy.core.mail.Notices;
import io.tenancy.core.passkey.CreationOptions.Account;
import io.tenancy.core.passkey.PasskeyChallenges.Known;
import io.tenancy.core.passkey.WebAuthn.NewKey;
import io.tenancy.core.passkey.WebAuthn.Shown;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of making and using passkeys, for the use cases that may take them. */
public final class Passkeys {
    /** So many a user has at most. */
    public static final int MOST = 20;

    private final Gate gate;
    private final PasskeyStore store;
    private final WebAuthn webAuthn;
    private final RelyingParty party;
    private final PasskeyChallenges challenges;
    private final Notices notices;

    public Passkeys(
            Gate gate,
            PasskeyStore store,
            WebAuthn webAuthn,
            RelyingParty party,
            MasterKey key,
            SecureRandom random,
            Notices notices) {
        this.gate = requireNonNull(gate);
        this.store = requireNonNull(store);
        this.webAuthn = requireNonNull(webAuthn);
        this.party = requireNonNull(party);
        this.challenges = new PasskeyChallenges(key, random);
        this.notices = requireNonNull(notices);
    }

    /** What a browser has to be told to make a passkey of a user. */
    public CreationOptions creation(TenantScope scope, User user, Occasion occasion, Instant now) {
        Account account = new Account(
                new UserHandle(scope.id(), user.id()).text(), user.email() + " (" + scope.name() + ")", user.name());
        return CreationOptions.of(
                party, account, challenges.fresh(occasion, now), store.list(scope, user.id()).stream());
    }

    /** What a browser has to be told to use one of a user's passkeys. */
    public RequestOptions request(TenantScope scope, UserId user, Occasion occasion, Instant now) {
        return RequestOptions.of(party, challenges.fresh(occasion, now), store.list(scope, user).stream());
    }

    /** What a browser has to be told to use whichever passkey it has for us. */
    public RequestOptions request(Occasion occasion, Instant now) {
        return RequestOptions.of(party, challenges.fresh(occasion, now), Stream.empty());
    }

    /**
     * Takes a passkey into use that was made for this occasion.
     *
     * @throws Invalid if anything about it is wrong
     * @throws Conflict if there is one with its credential id, or there are too many
     */
    public Passkey add(Work work, UserId user, Occasion occasion, NewPasskey wanted) {
        TenantScope scope = work.scope();
        Attestation attestation = wanted.credential();
        String challenge = challenge(attestation.clientData());
        Known known = challenges.known(challenge, occasion, work.now()).orElseThrow(Passkeys::refused);
        NewKey made = webAuthn.register(attestation, challenge).orElseThrow(Passkeys::refused);
        if (!store.spend(scope, user, known.id(), known.expiresAt(), work.now())) {
            throw refused();
        }
        work.lock(rows -> store.lock(rows, user));
        if (store.list(scope, user).size() >= MOST) {
            throw new Conflict("passkey.too_many", "Nobody has more than " + MOST + " passkeys. Remove one first.");
        }
        Passkey passkey = passkey(new PasskeyId(work.newId()), wanted, made, work.now());
        PasskeyKey key = new PasskeyKey(passkey.id(), user, made.publicKey(), made.signCount(), made.backupEligible());
        if (!store.add(scope, passkey, key)) {
            throw new Conflict("passkey.taken", "This passkey is set up already.");
        }
        work.record("passkey.added", passkey.id(), Difference.added("name", passkey.name()));
        notices.tell(work, user, Event.PASSKEY_ADDED);
        return passkey;
    }

    /** Gives one up; false where the user has no such one. */
    public boolean remove(Work work, UserId user, PasskeyId id) {
        work.lock(rows -> store.lock(rows, user));
        Optional<Passkey> passkey = store.list(work.scope(), user).stream()
                .filter(one -> one.id().equals(id))
                .findAny();
        if (passkey.isEmpty() || !store.remove(work.scope(), user, id)) {
            return false;
        }
        work.record(
                "passkey.removed", id, Difference.removed("name", passkey.get().name()));
        notices.tell(work, user, Event.PASSKEY_REMOVED);
        return true;
    }

    /**
     * Verifies a use of a passkey; empty where anything is wrong, or it is another user's. A passkey whose counter has not
     * grown since the challenge was made is a copy, or there is one: the journal says so.
     */
    public Optional<Verified> verify(
            TenantScope scope, UserId user, Occasion occasion, Assertion assertion, Instant now) {
        String handle = new UserHandle(scope.id(), user).text();
        String challenge = challenge(assertion.clientData());
        Optional<Known> known = challenges.known(challenge, occasion, now);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Optional<PasskeyKey> key = store.key(scope, assertion.id())
                .filter(found -> found.user().equals(user))
                .filter(found -> assertion.userHandle().orElse(handle).equals(handle));
        Optional<Shown> shown = key.flatMap(found -> webAuthn.verify(found, assertion, challenge));
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        Verified verified = new Verified(key.orElseThrow(), known.get(), shown.get());
        if (!verified.key.canReach(verified.shown.signCount())) {
            suspect(scope, verified);
            return Optional.empty();
        }
        return Optional.of(verified);
    }

    /** The second of two equal answers has not grown either, and is no sign of a copy. */
    private void suspect(TenantScope scope, Verified verified) {
        if (!store.isSpent(scope, verified.known.id())) {
            gate.act(scope, Actor.of(scope, verified.key.user()), work -> {
                work.record("passkey.cloned", verified.key.id());
                return verified;
            });
        }
    }

    private String challenge(String clientData) {
        return webAuthn.challenge(clientData).orElse("");
    }

    private static Passkey passkey(PasskeyId id, NewPasskey wanted, NewKey made, Instant now) {
        return new Passkey(
                id,
                wanted.name(),
                wanted.credential().id(),
                wanted.credential().transports(),
                made.aaguid(),
                made.backupEligible(),
                made.backedUp(),
                now,
                Optional.empty());
    }

    private static Invalid refused() {
        return new Invalid(
                "credential",
                "credential.refused",
                "The passkey does not answer this challenge, or not as it has to. Begin anew.");
    }

    /** A use of a passkey that is right, and has yet to count. */
    public final class Verified {
        private final PasskeyKey key;
        private final Known known;
        private final Shown shown;

        private Verified(PasskeyKey key, Known known, Shown shown) {
            this.key = key;
            this.known = known;
            this.shown = shown;
        }

        /** Uses up the challenge; false where it, or the passkey, was used or removed meanwhile, and the work is to fail. */
        public boolean use(Work work) {
            return store.spend(work.scope(), key.user(), known.id(), known.expiresAt(), work.now())
                    && store.use(work.scope(), key.id(), shown.signCount(), shown.backedUp(), work.now());
        }
    }
}
