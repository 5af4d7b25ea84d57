package io.tenancy.server.command;

import io.tenancy.persistence.Finding;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Findings for people: a line for each, with the sentence and the SQL that mends it below. */
final class FindingTable {
    private static final String INDENT = " ".repeat(9);

    private FindingTable() {}

    static String of(List<Finding> findings) {
        if (findings.isEmpty()) {
            return "Nothing is wrong: the databases are migrated, and keep tenants apart.";
        }
        String rows = "%-7s  %-" + width(findings, finding -> finding.check().id()) + "s  %-"
                + width(findings, Finding::place) + "s  %s";
        return findings.stream().map(finding -> row(finding, rows)).collect(Collectors.joining("\n")) + "\n"
                + summary(findings) + " docs/doctor.md says what each check is about.";
    }

    /** How many of each kind there are. */
    static String summary(List<Finding> findings) {
        long dangers = findings.stream().filter(Finding::isDanger).count();
        return count(dangers, "danger") + " and " + count(findings.size() - dangers, "warning") + ".";
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String row(Finding finding, String rows) {
        String line =
                rows.formatted(finding.check().severity(), finding.check().id(), finding.place(), finding.object());
        String remedy = finding.remedy().isEmpty() ? "" : INDENT + finding.remedy() + "\n";
        return line + "\n" + INDENT + finding.problem() + "\n" + remedy;
    }

    private static int width(List<Finding> findings, Function<Finding, String> column) {
        return findings.stream().map(column).mapToInt(String::length).max().orElse(1);
    }
}
