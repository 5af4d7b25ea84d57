package io.tenancy.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.core.MasterKey;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Assurance.Method;
import io.tenancy.core.access.Permission;
import io.tenancy.core.key.SigningKeyStore;
import io.tenancy.core.session.Bearer;
import io.tenancy.core.session.Claims;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.session.Tokens;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/** A deployment with one signing key, and the means of its holder to sign whatever they like. */
final class TokenFixture {
    static final TokenSettings SETTINGS = new TokenSettings("https://id.example.com", "tenancy-api", "tenancy-login");

    private static final UUID SUBJECT = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8002");
    private static final UUID SESSION = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8003");
    private static final TenantId TENANT = new TenantId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8001"));

    final TestClock clock;
    final TestKeyStore store = new TestKeyStore();
    final TokenSettings settings;
    final KeyRing keys;
    final Tokens tokens;
    private final TenantId tenant;
    private final Bearer bearer;

    TokenFixture() {
        this(TokenAlgorithm.ES256);
    }

    TokenFixture(TokenAlgorithm algorithm) {
        this(algorithm, person());
    }

    TokenFixture(TokenAlgorithm algorithm, Bearer bearer) {
        this.clock = new TestClock();
        this.settings = SETTINGS;
        this.keys = Auth.keyRing(store, masterKey('a'), algorithm, clock);
        this.tokens = Auth.tokens(keys, settings, clock);
        this.tenant = TENANT;
        this.bearer = bearer;
    }

    /** Tokens that are like a real one, in a real deployment whose keys and settings these are. */
    TokenFixture(SigningKeyStore keys, MasterKey masterKey, TokenSettings settings, Claims real) {
        this.clock = new TestClock(real.issuedAt());
        this.settings = settings;
        this.keys = Auth.keyRing(keys, masterKey, clock);
        this.tokens = Auth.tokens(this.keys, settings, clock);
        this.tenant = real.tenant();
        this.bearer = real.bearer();
    }

    static Bearer person() {
        return new Bearer.Person(new UserId(SUBJECT), new SessionId(SESSION), assurance());
    }

    static Bearer service() {
        return new Bearer.Service(SUBJECT, SESSION, Set.of(new Permission("user:read"), new Permission("user:write")));
    }

    static Bearer support() {
        return new Bearer.Support(new UserId(SUBJECT), SESSION, assurance());
    }

    private static Assurance assurance() {
        return Assurance.of(Method.PASSWORD, new TestClock().instant());
    }

    static MasterKey masterKey(char fill) {
        byte[] bytes = String.valueOf(fill).repeat(32).getBytes(UTF_8);
        return MasterKey.ofBase64(Base64.getEncoder().encodeToString(bytes));
    }

    Claims claims(String... roles) {
        return new Claims(
                UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"),
                tenant,
                bearer,
                Set.of(roles),
                clock.instant(),
                clock.instant().plus(Duration.ofMinutes(10)));
    }

    String algorithm() {
        return keys.signer().algorithm().header();
    }

    /** A token of these texts, whatever they are, with a right signature. */
    String signed(String header, String payload) {
        return signed(header, payload, keys.signer());
    }

    static String signed(String header, String payload, UsableKey key) {
        String input = encode(header.getBytes(UTF_8)) + "." + encode(payload.getBytes(UTF_8));
        return input + "." + encode(signature(input, key));
    }

    byte[] signature(String input) {
        return signature(input, keys.signer());
    }

    static byte[] signature(String input, UsableKey key) {
        return signature(input, key.algorithm(), key.privateKey());
    }

    private static byte[] signature(String input, TokenAlgorithm algorithm, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(
                    switch (algorithm) {
                        case ES256 -> "SHA256withECDSAinP1363Format";
                        case RS256 -> "SHA256withRSA";
                        case PS256 -> "RSASSA-PSS";
                        case EDDSA -> "Ed25519";
                    });
            if (algorithm == TokenAlgorithm.PS256) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(key);
            signature.update(input.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] decode(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    static String text(String part) {
        return new String(decode(part), UTF_8);
    }
}
