package io.tenancy.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The files at the root of this repository. */
public final class Repository {
    private Repository() {}

    public static Path file(String name) {
        return Path.of("..").resolve(name);
    }

    static String read(String name) {
        try {
            return Files.readString(file(name), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(String name) {
        try {
            return new YAMLMapper().readTree(read(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the two groups of a pattern match in a file, in its order. */
    static Map<String, String> pairs(String name, String pattern) {
        Map<String, String> pairs = new LinkedHashMap<>();
        Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(read(name))
                .results()
                .forEach((MatchResult match) -> pairs.put(match.group(1), match.group(2)));
        return pairs;
    }
}
