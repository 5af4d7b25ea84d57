package io.tenancy.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be checked of the container files without an engine that runs them. */
class ContainersTest {
    private static final String COMPOSE = Repository.read("docker-compose.yml");
    private static final String DOCKERFILE = Repository.read("Dockerfile");
    private static final JsonNode SERVICES =
            Repository.yaml("docker-compose.yml").path("services");

    @Test
    void theServerIsGivenEveryVariable() {
        TreeSet<String> configured = new TreeSet<>(
                Repository.pairs("config.yml", "\"\\$\\{([A-Z_]+):-([^}]*)}\"").keySet());

        assertThat(environment("server")).isEqualTo(configured);
    }

    @Test
    void everyVariableIsInTheExample() {
        String example = Repository.read(".env.example");

        assertThat(matches(COMPOSE, "(?<!\\$)\\$\\{([A-Z_]+)"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(example).containsPattern("(?m)^#?" + name + "="));
    }

    @Test
    void everyImageHasAWholeVersion() {
        assertThat(matches(COMPOSE, "image: (\\S+)")).allMatch(ContainersTest::isPinned);
        List<String> stages = matches(DOCKERFILE, "(?m)^FROM \\S+ AS (\\S+)$");
        assertThat(matches(DOCKERFILE, "(?m)^FROM (\\S+)"))
                .hasSize(4)
                .allMatch(image -> stages.contains(image) || isPinned(image));
    }

    @Test
    void everyPortIsPublishedOnTheOwnMachineOnly() {
        assertThat(SERVICES)
                .flatExtracting(service -> list(service, "ports"))
                .isNotEmpty()
                .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
    }

    @Test
    void everyServiceHasAReadOnlyFileSystemAndFewRights() {
        assertThat(SERVICES)
                .allSatisfy(service ->
                        assertThat(service.path("read_only").asBoolean()).isTrue())
                .allSatisfy(service -> assertThat(list(service, "cap_drop")).containsExactly("ALL"))
                .allSatisfy(
                        service -> assertThat(list(service, "security_opt")).containsExactly("no-new-privileges:true"));
    }

    @Test
    void theImageRunsWithoutRightsAndLooksAfterItsHealth() {
        assertThat(DOCKERFILE)
                .containsPattern("(?m)^USER [1-9][0-9]*:[1-9][0-9]*$")
                .contains("HEALTHCHECK");
        assertThat(DOCKERFILE.indexOf("USER ")).isLessThan(DOCKERFILE.indexOf("ENTRYPOINT "));
    }

    @Test
    void theImageStartsWithTheCacheThatItsBuildHasTrained() {
        assertThat(Repository.file("docker/train.sh")).isExecutable();
        assertThat(matches(DOCKERFILE, "RUN docker/train\\.sh (\\S+)"))
                .hasSize(1)
                .isEqualTo(matches(DOCKERFILE, "COPY --from=trained /app/(\\S+)"))
                .isEqualTo(matches(DOCKERFILE, "-XX:AOTCache=([^\"]+)"));
    }

    @Test
    void theDatabaseGetsItsRolesFromTheScript() {
        assertThat(list(SERVICES.path("postgres"), "volumes"))
                .anyMatch(volume -> volume.startsWith("./docker/roles.sql:/docker-entrypoint-initdb.d/"));
        assertThat(Repository.file("docker/roles.sql")).exists();
        assertThat(matches(Repository.read("docker/roles.sql"), "\\\\getenv \\S+ (\\S+)"))
                .isSubsetOf(environment("postgres"));
    }

    private static boolean isPinned(String image) {
        return image.matches("\\S+:[0-9]+\\.[0-9]+\\S*") && !image.contains("latest");
    }

    private static List<String> matches(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static Set<String> environment(String service) {
        Set<String> names = new TreeSet<>();
        SERVICES.path(service).path("environment").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> list(JsonNode service, String key) {
        List<String> texts = new ArrayList<>();
        service.path(key).forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
