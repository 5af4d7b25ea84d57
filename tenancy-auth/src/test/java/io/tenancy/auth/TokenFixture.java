package io.tenancy.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.core.MasterKey;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Assurance.Method;
import io.tenancy.core.session.Bearer;
import io.tenancy.core.session.Claims;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.session.Tokens;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/** A deployment with one signing key, and the means of its holder to sign whatever they like. */
final class TokenFixture {
    static final TokenSettings SETTINGS = new TokenSettings("https://id.example.com", "tenancy-api", "tenancy-login");

    final TestClock clock = new TestClock();
    final TestKeyStore store = new TestKeyStore();
    final KeyRing keys = Auth.keyRing(store, masterKey('a'), clock);
    final Tokens tokens = Auth.tokens(keys, SETTINGS, clock);

    static MasterKey masterKey(char fill) {
        byte[] bytes = String.valueOf(fill).repeat(32).getBytes(UTF_8);
        return MasterKey.ofBase64(Base64.getEncoder().encodeToString(bytes));
    }

    Claims claims(String... roles) {
        return new Claims(
                UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"),
                new TenantId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8001")),
                new Bearer.Person(
                        new UserId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8002")),
                        new SessionId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8003")),
                        Assurance.of(Method.PASSWORD, clock.instant())),
                Set.of(roles),
                clock.instant(),
                clock.instant().plus(Duration.ofMinutes(10)));
    }

    /** A token of these texts, whatever they are, with a right signature. */
    String signed(String header, String payload) {
        String input = encode(header.getBytes(UTF_8)) + "." + encode(payload.getBytes(UTF_8));
        return input + "." + encode(signature(input, keys.signer().privateKey()));
    }

    static byte[] signature(String input, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
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
