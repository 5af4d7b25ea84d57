package io.tenancy.server.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenancy.core.access.JournalEntry;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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

    static StreamingOutput of(Iterator<JournalEntry> entries, Format format, ObjectMapper json) {
        return output -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
            switch (format) {
                case NDJSON -> lines(entries, writer, json);
                case CSV -> table(entries, writer, json);
            }
            writer.flush();
        };
    }

    private static void lines(Iterator<JournalEntry> entries, Writer writer, ObjectMapper json) throws IOException {
        while (entries.hasNext()) {
            writer.write(json.writeValueAsString(entries.next()));
            writer.write('\n');
        }
    }

    private static void table(Iterator<JournalEntry> entries, Writer writer, ObjectMapper json) throws IOException {
        CSVPrinter table = new CSVPrinter(writer, CSVFormat.RFC4180);
        table.printRecord(COLUMNS);
        while (entries.hasNext()) {
            table.printRecord(cells(entries.next(), json));
        }
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
