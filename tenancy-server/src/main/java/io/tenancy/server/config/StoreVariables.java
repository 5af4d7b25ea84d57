package io.tenancy.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The variables of further stores, whose names no file can list: all of them as one text, coded as a form is. */
final class StoreVariables {
    static final String PREFIX = "TENANCY_STORE_";

    /** What stands in the configuration file for all of them. */
    static final String ALL = PREFIX + "*";

    /** The setting that has all of them. */
    static final String SETTING = "storeVariables";

    private StoreVariables() {}

    static String of(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(PREFIX)
                        && !variable.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .map(variable -> URLEncoder.encode(variable.getKey(), UTF_8) + "="
                        + URLEncoder.encode(variable.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    static Map<String, String> read(@Nullable String text) {
        Map<String, String> variables = new HashMap<>();
        Stream.ofNullable(text)
                .flatMap(all -> Stream.of(all.split("&")))
                .map(one -> one.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> variables.put(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8)));
        return variables;
    }
}
