package io.tenancy.server.config;

import io.tenancy.core.setting.Origin;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The origins whose pages may read answers to callers of every tenant. */
final class CorsOrigins {
    private CorsOrigins() {}

    static Set<Origin> read(Given given) {
        String text = given.text("corsOrigins");
        Set<Origin> origins = new LinkedHashSet<>();
        if (text.isEmpty() || text.equals("none")) {
            return origins;
        }
        Stream.of(text.split("[,\\s]+", -1))
                .forEach(
                        one -> Origin.of(one)
                                .ifPresentOrElse(
                                        origins::add,
                                        () -> given.problem(
                                                "corsOrigins",
                                                "is no list of origins, as https://app.example.org, in the spelling of browsers, or none")));
        return origins;
    }
}
