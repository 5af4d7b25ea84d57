package io.tenancy.core.key;

/** The public halves of the signing keys, for whoever verifies access tokens without asking this server. */
public interface PublicKeys {
    /** A JWK Set (RFC 7517) as JSON; it has no private part. */
    String jwks();
}
