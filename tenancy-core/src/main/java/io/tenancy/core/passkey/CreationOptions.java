package io.tenancy.core.passkey;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a browser has to be told to make a passkey (WebAuthn, section 5.1.8, PublicKeyCredentialCreationOptionsJSON).
 *
 * @param timeout for how long the challenge is good, in milliseconds
 * @param excludeCredentials the passkeys that there are, so that no authenticator makes a second one
 */
public record CreationOptions(
        Party rp,
        Account user,
        String challenge,
        List<Parameters> pubKeyCredParams,
        long timeout,
        List<Descriptor> excludeCredentials,
        Selection authenticatorSelection,
        String attestation) {
    /** ES256, EdDSA and RS256 by their COSE numbers, in the order of preference. */
    public static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

    static final String TYPE = "public-key";

    public CreationOptions {
        requireNonNull(rp);
        requireNonNull(user);
        requireNonNull(challenge);
        pubKeyCredParams = List.copyOf(pubKeyCredParams);
        excludeCredentials = List.copyOf(excludeCredentials);
        requireNonNull(authenticatorSelection);
        requireNonNull(attestation);
    }

    /** A passkey that its authenticator finds by itself, and shows after it has verified its user. */
    static CreationOptions of(RelyingParty party, Account user, String challenge, Stream<Passkey> others) {
        return new CreationOptions(
                new Party(party.id(), party.name()),
                user,
                challenge,
                ALGORITHMS.stream().map(number -> new Parameters(TYPE, number)).toList(),
                PasskeyChallenges.LIFE.toMillis(),
                others.map(Descriptor::of).toList(),
                new Selection("required", true, "required"),
                "none");
    }

    /** The relying party. */
    public record Party(String id, String name) {
        public Party {
            requireNonNull(id);
            requireNonNull(name);
        }
    }

    /** Whose passkey it will be. */
    public record Account(String id, String name, String displayName) {
        public Account {
            requireNonNull(id);
            requireNonNull(name);
            requireNonNull(displayName);
        }
    }

    /** A kind of key. */
    public record Parameters(String type, int alg) {
        public Parameters {
            requireNonNull(type);
        }
    }

    /** A passkey that there is. */
    public record Descriptor(String type, String id, List<String> transports) {
        public Descriptor {
            requireNonNull(type);
            requireNonNull(id);
            transports = List.copyOf(transports);
        }

        static Descriptor of(Passkey passkey) {
            return new Descriptor(TYPE, passkey.credentialId(), passkey.transports());
        }
    }

    /** What the authenticator has to be able to do. */
    public record Selection(String residentKey, boolean requireResidentKey, String userVerification) {
        public Selection {
            requireNonNull(residentKey);
            requireNonNull(userVerification);
        }
    }
}
