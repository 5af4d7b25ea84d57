package io.tenancy.server.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tenancy.core.Secret;
import io.tenancy.core.apikey.ApiKey;
import io.tenancy.core.apikey.IssuedKey;

/** A new key and its text, which no other answer shows. */
public record IssuedApiKey(
        @JsonUnwrapped ApiKey key,
        @JsonSerialize(using = CoreJson.Shown.class) Secret secret) {
    static IssuedApiKey of(IssuedKey issued) {
        return new IssuedApiKey(issued.key(), issued.secret());
    }
}
