package io.tenancy.auth;

import io.tenancy.core.MasterKey;
import io.tenancy.core.credential.Passwords;
import io.tenancy.core.key.SigningKeyStore;
import io.tenancy.core.mail.MailSeal;
import io.tenancy.core.mfa.KeyBox;
import io.tenancy.core.mfa.Totp;
import io.tenancy.core.passkey.RelyingParty;
import io.tenancy.core.passkey.WebAuthn;
import io.tenancy.core.session.Tokens;
import io.tenancy.core.setting.SettingBox;
import io.tenancy.core.webhook.WebhookSeal;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Makes this module's implementations of the core's ports. */
public final class Auth {
    private Auth() {}

    /** The signing keys of a store, for ES256. Nothing is read before the first use, which also makes the first key. */
    public static KeyRing keyRing(SigningKeyStore store, MasterKey masterKey, InstantSource clock) {
        return keyRing(store, masterKey, TokenAlgorithm.ES256, clock);
    }

    /**
     * The same for an algorithm.
     *
     * @param algorithm that of keys to be made; those of every other one verify, and sign until they are rotated
     */
    public static KeyRing keyRing(
            SigningKeyStore store, MasterKey masterKey, TokenAlgorithm algorithm, InstantSource clock) {
        return new KeyRing(store, new KeyCipher(masterKey, new SecureRandom()), algorithm, clock);
    }

    /** Access tokens by RFC 9068, signed by the active key of the ring. */
    public static Tokens tokens(KeyRing keys, TokenSettings settings, InstantSource clock) {
        return new JoseTokens(keys, settings, clock);
    }

    /** Password hashes by argon2id, each computed in the room. */
    public static Passwords passwords(WaitingRoom room, HashCost cost, SecureRandom random) {
        return new Argon2Passwords(room, cost, random);
    }

    /** The codes of authenticator apps. */
    public static Totp totp(SecureRandom random) {
        return new HmacTotp(random);
    }

    /** Verifies passkeys of these pages. */
    public static WebAuthn webAuthn(RelyingParty party) {
        return new WebAuthn4j(party);
    }

    /** Seals the keys of authenticator apps under a key that is derived from the master key. */
    public static KeyBox keyBox(MasterKey masterKey, SecureRandom random) {
        return new SealedKeys(masterKey, random);
    }

    /** Seals secrets among settings under a key that is derived from the master key. */
    public static SettingBox settingBox(MasterKey masterKey, SecureRandom random) {
        return new SealedSettings(masterKey, random);
    }

    /** Seals letters that wait to be sent under a key that is derived from the master key. */
    public static MailSeal mailSeal(MasterKey masterKey, SecureRandom random) {
        return new SealedLetters(masterKey, random);
    }

    /** Seals the secrets of webhooks under a key that is derived from the master key. */
    public static WebhookSeal webhookSeal(MasterKey masterKey, SecureRandom random) {
        return new SealedWebhooks(masterKey, random);
    }
}
