package io.tenancy.server.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenancy.persistence.Finding;
import java.util.List;

/** Findings for programs, with all that there is to each. */
final class FindingJson {
    private FindingJson() {}

    static JsonNode of(List<Finding> findings) {
        long dangers = findings.stream().filter(Finding::isDanger).count();
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("dangers", dangers);
        report.put("warnings", findings.size() - dangers);
        ArrayNode list = report.putArray("findings");
        findings.forEach(finding -> list.addObject()
                .put("check", finding.check().id())
                .put("severity", finding.check().severity().name())
                .put("place", finding.place())
                .put("object", finding.object())
                .put("problem", finding.problem())
                .put("remedy", finding.remedy()));
        return report;
    }
}
