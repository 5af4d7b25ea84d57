package io.tenancy.server.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenancy.persistence.Check;
import io.tenancy.persistence.Finding;
import io.tenancy.persistence.Finding.Severity;
import java.util.List;

/** Findings as SARIF 2.1.0 (OASIS), which tools for code review and CI read: a rule for each check, a result for each finding. */
final class Sarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private Sarif() {}

    static JsonNode of(List<Finding> findings) {
        ObjectNode log = JsonNodeFactory.instance.objectNode();
        log.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "tenancy-doctor");
        ArrayNode rules = driver.putArray("rules");
        List.of(Check.values()).forEach(check -> rule(rules.addObject(), check));
        ArrayNode results = run.putArray("results");
        findings.forEach(finding -> result(results.addObject(), finding));
        return log;
    }

    private static void rule(ObjectNode rule, Check check) {
        rule.put("id", check.id());
        text(rule, "shortDescription", check.title() + ".");
        text(rule, "fullDescription", check.why());
        text(rule, "help", check.why());
        rule.putObject("defaultConfiguration").put("level", level(check.severity()));
    }

    /** The SQL is no fix in the sense of SARIF, which changes files; it stands in the message and by itself. */
    private static void result(ObjectNode result, Finding finding) {
        String remedy = finding.remedy().isEmpty() ? "" : " Remedy: " + finding.remedy();
        result.put("ruleId", finding.check().id());
        result.put("level", level(finding.check().severity()));
        text(result, "message", finding.problem() + remedy);
        result.putArray("locations")
                .addObject()
                .putArray("logicalLocations")
                .addObject()
                .put("name", finding.object())
                .put("fullyQualifiedName", finding.place() + "/" + finding.object());
        result.putObject("properties").put("remedy", finding.remedy());
    }

    private static void text(ObjectNode parent, String name, String text) {
        parent.putObject(name).put("text", text);
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case DANGER -> "error";
            case WARNING -> "warning";
        };
    }
}
