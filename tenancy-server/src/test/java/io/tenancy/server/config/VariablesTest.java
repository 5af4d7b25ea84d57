package io.tenancy.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.core.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The four places that name variables name the same ones, with the same defaults. */
class VariablesTest {
    private static final Map<String, String> CONFIGURED =
            Repository.pairs("config.yml", "\"\\$\\{([A-Z_]+):-([^}]*)}\"");
    private static final Map<String, String> FILLED_IN = Repository.pairs(".env.example", "^([A-Z_]+)=(.+)$");
    private static final Map<String, String> COMMENTED = Repository.pairs(".env.example", "^#(TENANCY_[A-Z_]+)=(.+)$");
    private static final String ONLY_COMPOSE = "POSTGRES_PASSWORD";

    @Test
    void everyVariableOfTheConfigurationIsInTheExample() {
        Set<String> example = new TreeSet<>(FILLED_IN.keySet());
        example.addAll(COMMENTED.keySet());
        example.remove(ONLY_COMPOSE);

        assertThat(example).isEqualTo(new TreeSet<>(CONFIGURED.keySet()));
    }

    @Test
    void theExampleShowsTheDefaults() {
        Map<String, String> defaults = new TreeMap<>(CONFIGURED);
        defaults.values().removeIf(String::isEmpty);

        assertThat(new TreeMap<>(COMMENTED)).isEqualTo(defaults);
    }

    @Test
    void theDocumentationShowsEveryVariableWithItsDefault() {
        Map<String, String> documented =
                Repository.pairs("docs/configuration.md", "^\\| `(TENANCY_[A-Z_]+)` \\| `?([^|`]+?)`? \\|");
        Map<String, String> expected = new TreeMap<>(CONFIGURED);
        expected.replaceAll((name, value) -> value.isEmpty() ? "—" : value);

        assertThat(new TreeMap<>(documented)).isEqualTo(expected);
    }

    @Test
    void everySettingIsNamedLikeItsVariable() {
        JsonNode settings = Repository.yaml("config.yml").path("tenancy");

        assertThat(settings.path(StoreVariables.SETTING).asText()).isEqualTo("${" + StoreVariables.ALL + ":-}");
        assertThat(settings.properties())
                .filteredOn(setting -> !setting.getKey().equals(StoreVariables.SETTING))
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(setting.getValue().asText())
                        .startsWith("${" + Given.variable(setting.getKey()) + ":-"));
    }

    @Test
    void theServerWouldNotStartWithTheExample() {
        List<String> passwords = List.of("TENANCY_DB_OWNER_PASSWORD", "TENANCY_DB_APP_PASSWORD", ONLY_COMPOSE);

        assertThat(passwords)
                .allSatisfy(name -> assertThat(WeakSecret.inPassword(example(name)))
                        .hasValueSatisfying(problem -> assertThat(problem).startsWith("is an example")));
        assertThat(WeakSecret.inKey(example("TENANCY_MASTER_KEY")))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("is an example"));
    }

    private static Secret example(String name) {
        return new Secret(FILLED_IN.getOrDefault(name, ""));
    }
}
