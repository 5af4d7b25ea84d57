package io.tenancy.server.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.platform.TenantEntry;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes entries of the audit trail one after the other, without holding more than a few. */
final class AuditExport {
    static final String LINES = "application/x-ndjson";
    static final String TABLE = "text/csv";

    /** The beginning of a table, for the document. */
    static final String SAMPLE = "id,at,actor_kind,actor_id,on_behalf_of,credential,action,target,changes";

    /** The same of a table of all tenants. */
    static final String TENANT_SAMPLE = "tenant," + SAMPLE;

    private static final List<String> COLUMNS = List.of(
            "id",
            "at",
            "actor_kind",
            "actor_id",
            "on_behalf_of",
            "credential",
            "action",
            "target",
            "changes",
            "address",
            "user_agent",
            "request_id",
            "trace_id");

    private static final List<String> TENANT_COLUMNS = Stream.of(List.of("tenant"), COLUMNS, List.of("unreadable"))
            .flatMap(List::stream)
            .toList();

    private AuditExport() {}

    /** How an export is written. */
    enum Format {
        NDJSON,
        CSV;

        String mediaType() {
            return this == NDJSON ? LINES : TABLE + ";charset=utf-8;header=present";
        }

        String ending() {
            return CoreJson.word(this);
        }
    }

    /** Of one tenant. */
    static StreamingOutput of(Iterator<JournalEntry> entries, Format format, ObjectMapper json) {
        return written(entries, format, json, COLUMNS, entry -> cells(entry, json));
    }

    /** Of all tenants: each line has the tenant too, or why it has no entry. */
    static StreamingOutput ofTenants(Iterator<TenantEntry> entries, Format format, ObjectMapper json) {
        return written(entries, format, json, TENANT_COLUMNS, entry -> cells(entry, json));
    }

    /** The answer to who downloads it. */
    static Response answer(StreamingOutput written, Format format) {
        return Response.ok(written, format.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit." + format.ending() + "\"")
                .build();
    }

    /** How an item becomes a row. */
    private interface Row<T> {
        List<String> cells(T item) throws IOException;
    }

    private static <T> StreamingOutput written(
            Iterator<T> items, Format format, ObjectMapper json, List<String> columns, Row<T> row) {
        return output -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
            switch (format) {
                case NDJSON -> lines(items, writer, json);
                case CSV -> table(items, writer, columns, row);
            }
            writer.flush();
        };
    }

    private static <T> void lines(Iterator<T> items, Writer writer, ObjectMapper json) throws IOException {
        while (items.hasNext()) {
            writer.write(json.writeValueAsString(items.next()));
            writer.write('\n');
        }
    }

    private static <T> void table(Iterator<T> items, Writer writer, List<String> columns, Row<T> row)
            throws IOException {
        CSVPrinter table = new CSVPrinter(writer, CSVFormat.RFC4180);
        table.printRecord(columns);
        while (items.hasNext()) {
            table.printRecord(row.cells(items.next()));
        }
    }

    private static List<String> cells(TenantEntry entry, ObjectMapper json) throws IOException {
        List<String> cells = new ArrayList<>();
        cells.add(entry.tenant().value().toString());
        cells.addAll(
                entry.entry().isPresent() ? cells(entry.entry().get(), json) : Collections.nCopies(COLUMNS.size(), ""));
        cells.add(text(entry.unreadable()));
        return cells;
    }

    private static List<String> cells(JournalEntry entry, ObjectMapper json) throws IOException {
        return Stream.of(
                        entry.id().toString(),
                        entry.at().toString(),
                        CoreJson.word(entry.actor().kind()),
                        entry.actor().id().toString(),
                        text(entry.onBehalfOf()),
                        text(entry.credential()),
                        entry.action(),
                        entry.target().toString(),
                        json.writeValueAsString(entry.changes()),
                        text(entry.origin().address()),
                        text(entry.origin().userAgent()),
                        text(entry.origin().requestId()),
                        text(entry.origin().traceId()))
                .map(FormulaSafe::cell)
                .toList();
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }
}
