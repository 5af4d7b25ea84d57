package io.tenancy.server;

import io.tenancy.core.oauth.ClientTokenService;
import io.tenancy.core.oauth.IntrospectionService;
import io.tenancy.core.oauth.RevocationService;

/** The use cases of OAuth, which programs have without being signed in. */
public record OAuthServices(
        ClientTokenService tokens, IntrospectionService introspections, RevocationService revocations) {}
