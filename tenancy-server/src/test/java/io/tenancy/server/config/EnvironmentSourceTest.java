package io.tenancy.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentSourceTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "a\"b", "a\\b", "a: b # c", "a\nadmin: true", "${TENANCY_OTHER}", "$1", "ü\u0000€"})
    void passesEveryValueAsItIs(String value) throws IOException {
        String read = read("\"${TENANCY_X:-default}\"", Map.of("TENANCY_X", value, "TENANCY_OTHER", "other"));

        assertThat(read).isEqualTo(value);
    }

    @Test
    void takesAnEmptyVariableForAnAbsentOne() throws IOException {
        assertThat(read("\"${TENANCY_X:-default}\"", Map.of("TENANCY_X", ""))).isEqualTo("default");
        assertThat(read("\"${TENANCY_X:-default}\"", Map.of())).isEqualTo("default");
    }

    @Test
    void handsTheVariablesOfStoresOn() throws IOException {
        Map<String, String> stores = Map.of(
                "TENANCY_STORE_EU_1_DB_URL", "jdbc:postgresql://eu-1/x?a=b&c=d", "TENANCY_STORE_US_REGION", "a\"b ü");
        Map<String, String> environment = new HashMap<>(stores);
        environment.put("TENANCY_STORES", "eu-1 us");
        environment.put("TENANCY_STORE_US_DB_URL", "");

        String read = read("\"${TENANCY_STORE_*:-}\"", environment);

        assertThat(StoreVariables.read(read)).isEqualTo(stores);
        assertThat(read("\"${TENANCY_STORE_*:-}\"", Map.of())).isEmpty();
    }

    @Test
    void takesTheFileInTheJarWhereTheFolderHasNone() throws IOException {
        try (InputStream shipped = new EnvironmentSource(Map.of("TENANCY_PORT", "7777")).open("config.yml")) {
            assertThat(new String(shipped.readAllBytes(), UTF_8)).contains("port: \"7777\"");
        }
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> new EnvironmentSource(Map.of()).open("other.yml"))
                .isInstanceOf(FileNotFoundException.class);
    }

    private String read(String yaml, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(folder.resolve("x.yml"), "value: " + yaml);
        try (InputStream source = new EnvironmentSource(environment).open(file.toString())) {
            JsonNode parsed = new YAMLMapper().readTree(source);
            assertThat(parsed.size()).isEqualTo(1);
            return parsed.path("value").asText();
        }
    }
}
