package io.tenancy.auth;

import static java.util.Objects.requireNonNull;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.CollectedClientDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.COSEKeyType;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import io.tenancy.core.passkey.Assertion;
import io.tenancy.core.passkey.Attestation;
import io.tenancy.core.passkey.CreationOptions;
import io.tenancy.core.passkey.PasskeyKey;
import io.tenancy.core.passkey.RelyingParty;
import io.tenancy.core.passkey.WebAuthn;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Passkeys by WebAuthn4J, which reads the CBOR and the JSON of authenticators and goes through the steps of WebAuthn. */
final class WebAuthn4j implements WebAuthn {
    private static final List<PublicKeyCredentialParameters> ALGORITHMS = CreationOptions.ALGORITHMS.stream()
            .map(number -> new PublicKeyCredentialParameters(
                    PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(number)))
            .toList();

    private final String id;
    private final Set<Origin> origins;
    private final ObjectConverter converter = new ObjectConverter();
    private final CollectedClientDataConverter clientData = new CollectedClientDataConverter(converter);
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);

    WebAuthn4j(RelyingParty party) {
        this.id = party.id();
        this.origins = party.origins().stream().map(Origin::create).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<String> challenge(String text) {
        return attempt(() -> encode(
                requireNonNull(clientData.convert(decode(text))).getChallenge().getValue()));
    }

    @Override
    public Optional<NewKey> register(Attestation attestation, String challenge) {
        return attempt(() -> {
            RegistrationData data = manager.verify(
                    new RegistrationRequest(decode(attestation.attestationObject()), decode(attestation.clientData())),
                    new RegistrationParameters(server(challenge), ALGORITHMS, true, true));
            AuthenticatorData<?> authenticator =
                    requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            AttestedCredentialData credential = requireNonNull(authenticator.getAttestedCredentialData());
            if (!encode(credential.getCredentialId()).equals(attestation.id())) {
                throw new IllegalArgumentException("The credential id is another.");
            }
            requireOneKind(credential.getCOSEKey());
            return new NewKey(
                    encode(converter.getCborConverter().writeValueAsBytes(credential.getCOSEKey())),
                    authenticator.getSignCount(),
                    model(credential.getAaguid()),
                    authenticator.isFlagBE(),
                    authenticator.isFlagBS());
        });
    }

    @Override
    public Optional<Shown> verify(PasskeyKey key, Assertion assertion, String challenge) {
        return attempt(() -> {
            byte[] credential = decode(assertion.id());
            AuthenticationData data = manager.verify(
                    new AuthenticationRequest(
                            credential,
                            decode(assertion.authenticatorData()),
                            decode(assertion.clientData()),
                            decode(assertion.signature())),
                    new AuthenticationParameters(
                            server(challenge), record(key, credential), List.of(credential), true, true));
            AuthenticatorData<?> authenticator = requireNonNull(data.getAuthenticatorData());
            return new Shown(authenticator.getSignCount(), authenticator.isFlagBS());
        });
    }

    /** The library takes an elliptic key that says it is for RSA; it would never verify anything. */
    private static void requireOneKind(COSEKey key) {
        COSEKeyType kind = COSEAlgorithmIdentifier.ES256.equals(key.getAlgorithm())
                ? COSEKeyType.EC2
                : COSEAlgorithmIdentifier.EdDSA.equals(key.getAlgorithm()) ? COSEKeyType.OKP : COSEKeyType.RSA;
        if (!kind.equals(key.getKeyType())) {
            throw new IllegalArgumentException("The key is not of the kind of its algorithm.");
        }
    }

    /** The counter is the core's to compare, which does so and notes it in one step. */
    private CredentialRecord record(PasskeyKey key, byte[] credential) {
        COSEKey publicKey =
                requireNonNull(converter.getCborConverter().readValue(decode(key.publicKey()), COSEKey.class));
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                key.backupEligible(),
                false,
                0,
                new AttestedCredentialData(AAGUID.ZERO, credential, publicKey),
                null,
                null,
                null,
                null);
    }

    private ServerProperty server(String challenge) {
        return ServerProperty.builder()
                .origins(origins)
                .rpId(id)
                .challenge(new DefaultChallenge(decode(challenge)))
                .build();
    }

    /** The bytes are a stranger's: whatever the library throws because of them, they are refused. */
    private static <T> Optional<T> attempt(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static UUID model(AAGUID aaguid) {
        return Optional.ofNullable(aaguid.getValue()).orElse(new UUID(0, 0));
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
