package io.tenancy.server.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.feature.FlagQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an OpenFeature provider asks (OpenFeature Remote Evaluation Protocol). Of the context the targeting key and the
 * attributes are the client's word; who the client is, its token says.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record OfrepRequest(@JsonSetter(contentNulls = Nulls.SKIP) Optional<Map<String, Object>> context) {
    private static final String KEY = "targetingKey";

    FlagQuery query() {
        Map<String, Object> attributes = new LinkedHashMap<>(context.orElseThrow(OfrepRequest::missing));
        Optional<Object> key = Optional.ofNullable(attributes.remove(KEY)).filter(given -> !given.equals(""));
        attributes.values().removeIf(Objects::isNull);
        if (key.filter(given -> !(given instanceof String)).isPresent()) {
            throw new Invalid("context.targetingKey", "targetingKey.malformed", "The targeting key is a text.");
        }
        return new FlagQuery(key.map(String.class::cast), attributes);
    }

    private static Invalid missing() {
        return new Invalid("context", "context.missing", "The field context is missing.");
    }
}
