package io.tenancy.server.api;

import io.tenancy.core.usage.UsagePoint;
import io.tenancy.core.usage.UsageReport;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A report of usage as CSV, a line for each step in which something was counted; a spreadsheet finds no formula in it. */
final class UsageTable {
    static final String TYPE = "text/csv";

    private UsageTable() {}

    static Response of(UsageReport report) {
        StreamingOutput table = output -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
            write(report, new CSVPrinter(writer, CSVFormat.RFC4180));
            writer.flush();
        };
        return Response.ok(table, TYPE + ";charset=utf-8;header=present")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"usage.csv\"")
                .build();
    }

    private static void write(UsageReport report, CSVPrinter table) throws IOException {
        table.printRecord("meter", "step", "from", "value");
        for (UsagePoint point : report.points()) {
            table.printRecord(
                    FormulaSafe.cell(report.meter()), CoreJson.word(report.step()), point.from(), point.value());
        }
    }
}
