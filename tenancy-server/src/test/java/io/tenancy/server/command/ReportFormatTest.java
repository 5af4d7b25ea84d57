package io.tenancy.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenancy.persistence.Check;
import io.tenancy.persistence.Finding;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

final class ReportFormatTest {
    private static final Finding OFF = new Finding(
            Check.RLS_OFF,
            "main/tenancy",
            "tenancy.\"Notes\"",
            "The table tenancy.\"Notes\" has no row-level security.",
            "ALTER TABLE tenancy.\"Notes\" ENABLE ROW LEVEL SECURITY;");
    private static final Finding SKEW =
            new Finding(Check.CLOCK_SKEW, "main", "main", "The clock of the database is 5000 ms behind.", "");

    @Test
    void aTableHasALineForEachFindingAndWhatMendsItBelow() {
        assertThat(ReportFormat.TABLE.write(List.of(OFF, SKEW))).isEqualTo("""
                DANGER   rls.off     main/tenancy  tenancy."Notes"
                         The table tenancy."Notes" has no row-level security.
                         ALTER TABLE tenancy."Notes" ENABLE ROW LEVEL SECURITY;

                WARNING  clock.skew  main          main
                         The clock of the database is 5000 ms behind.

                1 danger and 1 warning. docs/doctor.md says what each check is about.""");
    }

    @Test
    void aTableOfNothingSaysSo() {
        assertThat(ReportFormat.TABLE.write(List.of()))
                .isEqualTo("Nothing is wrong: the databases are migrated, and keep tenants apart.");
    }

    @Test
    void jsonHasAllThatThereIsToAFinding() throws Exception {
        JsonNode report = new ObjectMapper().readTree(ReportFormat.JSON.write(List.of(OFF, SKEW)));

        assertThat(report.at("/dangers").asInt()).isEqualTo(1);
        assertThat(report.at("/warnings").asInt()).isEqualTo(1);
        assertThat(report.at("/findings")).hasSize(2);
        assertThat(report.at("/findings/0")).isEqualTo(new ObjectMapper().readTree("""
                        {
                          "check": "rls.off",
                          "severity": "DANGER",
                          "place": "main/tenancy",
                          "object": "tenancy.\\"Notes\\"",
                          "problem": "The table tenancy.\\"Notes\\" has no row-level security.",
                          "remedy": "ALTER TABLE tenancy.\\"Notes\\" ENABLE ROW LEVEL SECURITY;"
                        }
                        """));
    }

    @Test
    void sarifHasARuleForEachCheck() throws Exception {
        JsonNode log = new ObjectMapper().readTree(ReportFormat.SARIF.write(List.of()));

        assertThat(log.at("/version").asText()).isEqualTo("2.1.0");
        assertThat(log.at("/$schema").asText()).endsWith("sarif-schema-2.1.0.json");
        assertThat(log.at("/runs")).hasSize(1);
        assertThat(log.at("/runs/0/tool/driver/name").asText()).isEqualTo("tenancy-doctor");
        assertThat(log.at("/runs/0/results").isArray()).isTrue();
        assertThat(log.at("/runs/0/results")).isEmpty();
        assertThat(log.at("/runs/0/tool/driver/rules"))
                .extracting(rule -> rule.at("/id").asText())
                .containsExactlyElementsOf(
                        Arrays.stream(Check.values()).map(Check::id).toList());
        assertThat(log.at("/runs/0/tool/driver/rules")).allSatisfy(rule -> {
            assertThat(rule.at("/shortDescription/text").asText()).isNotEmpty();
            assertThat(rule.at("/fullDescription/text").asText()).isNotEmpty();
            assertThat(rule.at("/help/text").asText()).isNotEmpty();
            assertThat(rule.at("/defaultConfiguration/level").asText()).isIn("error", "warning");
        });
    }

    @Test
    void sarifHasAResultForEachFinding() throws Exception {
        JsonNode run = new ObjectMapper()
                .readTree(ReportFormat.SARIF.write(List.of(OFF, SKEW)))
                .at("/runs/0");
        JsonNode danger = run.at("/results/0");

        assertThat(run.at("/results")).hasSize(2);
        assertThat(danger.at("/ruleId").asText()).isEqualTo("rls.off");
        assertThat(danger.at("/level").asText()).isEqualTo("error");
        assertThat(danger.at("/message/text").asText()).contains(OFF.problem(), OFF.remedy());
        assertThat(danger.at("/locations/0/logicalLocations/0/fullyQualifiedName")
                        .asText())
                .isEqualTo("main/tenancy/tenancy.\"Notes\"");
        assertThat(danger.at("/properties/remedy").asText()).isEqualTo(OFF.remedy());
        assertThat(run.at("/results/1/level").asText()).isEqualTo("warning");
        assertThat(StreamSupport.stream(run.at("/results").spliterator(), false)
                        .map(result -> result.at("/ruleId").asText()))
                .isSubsetOf(Arrays.stream(Check.values()).map(Check::id).toList());
    }

    /** The objects of SARIF 2.1.0 (OASIS, section 3) that a report has, with the members that it may have of each. */
    private static final Map<String, Set<String>> SARIF_OBJECTS = Map.of(
            "", Set.of("$schema", "version", "runs"),
            "runs", Set.of("tool", "results"),
            "tool", Set.of("driver"),
            "driver", Set.of("name", "rules"),
            "rules", Set.of("id", "shortDescription", "fullDescription", "help", "defaultConfiguration"),
            "defaultConfiguration", Set.of("level"),
            "results", Set.of("ruleId", "level", "message", "locations", "properties"),
            "locations", Set.of("logicalLocations"),
            "logicalLocations", Set.of("name", "fullyQualifiedName"),
            "text", Set.of("text"));

    /** Those that are messages, which have to say something. */
    private static final Set<String> SARIF_TEXTS = Set.of("shortDescription", "fullDescription", "help", "message");

    @Test
    void sarifHasOnlyMembersThatTheStandardNames() throws Exception {
        JsonNode log = new ObjectMapper().readTree(ReportFormat.SARIF.write(List.of(OFF, SKEW)));

        requireSarif("", log);

        assertThat(log.at("/runs/0/tool/driver/rules"))
                .extracting(rule -> rule.at("/id").asText())
                .doesNotHaveDuplicates();
        assertThat(URI.create(log.at("/$schema").asText()).isAbsolute()).isTrue();
    }

    private static void requireSarif(String name, JsonNode node) {
        if (node.isArray()) {
            node.forEach(item -> requireSarif(name, item));
        } else if (node.isObject() && !name.equals("properties")) {
            boolean isText = SARIF_TEXTS.contains(name);
            Set<String> members = new HashSet<>();
            node.fieldNames().forEachRemaining(members::add);
            assertThat(members).as(name).isEqualTo(SARIF_OBJECTS.get(isText ? "text" : name));
            node.properties().forEach(member -> requireSarif(member.getKey(), member.getValue()));
        } else if (!node.isObject()) {
            assertThat(node.isTextual()).as(name).isTrue();
            assertThat(node.asText()).as(name).isNotBlank();
        }
    }
}
