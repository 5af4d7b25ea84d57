package io.tenancy.server.config;

import static java.util.Objects.requireNonNull;

import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.text.StringSubstitutor;
import org.apache.commons.text.TextStringBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration file and fills in variables of the environment. A variable that is empty counts as absent. No
 * value can change the structure of the file, and none is searched for further variables.
 */
public final class EnvironmentSource implements ConfigurationSourceProvider {
    /** The file in the jar, taken where the folder has none of this name. */
    public static final String STANDARD = "config.yml";

    private final ConfigurationSourceProvider source;

    public EnvironmentSource(Map<String, String> environment) {
        this.source = new SubstitutingSourceProvider(EnvironmentSource::read, new Substitutor(environment));
    }

    @Override
    public InputStream open(String path) throws IOException {
        return source.open(path);
    }

    private static InputStream read(String path) throws IOException {
        boolean standard = path.equals(STANDARD) && !Files.exists(Path.of(path));
        return (standard ? new ResourceConfigurationSourceProvider() : new FileConfigurationSourceProvider())
                .open(path);
    }

    private static final class Substitutor extends StringSubstitutor {
        private final Map<String, String> environment;

        Substitutor(Map<String, String> environment) {
            this.environment = requireNonNull(environment);
            setDisableSubstitutionInValues(true);
        }

        @Override
        protected @Nullable String resolveVariable(String name, TextStringBuilder text, int start, int end) {
            String value = name.equals(StoreVariables.ALL) ? StoreVariables.of(environment) : environment.get(name);
            return value == null || value.isEmpty() ? null : quoted(value);
        }

        /** The value as it is written between the double quotes of YAML. */
        private static String quoted(String value) {
            StringBuilder quoted = new StringBuilder();
            value.chars().forEach(c -> {
                switch (c) {
                    case '"', '\\' -> quoted.append('\\').append((char) c);
                    default -> quoted.append(c < ' ' || c > '~' ? "\\u%04x".formatted(c) : String.valueOf((char) c));
                }
            });
            return quoted.toString();
        }
    }
}
