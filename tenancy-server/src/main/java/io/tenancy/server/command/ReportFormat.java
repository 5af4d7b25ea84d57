package io.tenancy.server.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenancy.persistence.Finding;
import java.util.List;
import java.util.Locale;

/** How the doctor's findings are written. */
enum ReportFormat {
    TABLE {
        @Override
        String write(List<Finding> findings) {
            return FindingTable.of(findings);
        }
    },
    JSON {
        @Override
        String write(List<Finding> findings) {
            return text(FindingJson.of(findings));
        }
    },
    SARIF {
        @Override
        String write(List<Finding> findings) {
            return text(Sarif.of(findings));
        }
    };

    private static final ObjectWriter WRITER = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

    abstract String write(List<Finding> findings);

    String argument() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ReportFormat of(String argument) {
        return valueOf(argument.toUpperCase(Locale.ROOT));
    }

    private static String text(JsonNode json) {
        try {
            return WRITER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report of texts is not written.", e);
        }
    }
}
