package io.tenancy.server.api;

import static io.tenancy.testkit.FuzzInputs.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenancy.server.api.Problem.Refusal;
import io.tenancy.testkit.FuzzInputs;
import java.net.URLEncoder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A query is read as it was written, or refused by a documented code. */
final class QueryFuzzTest {
    @Test
    void holdsForNeighboursOfItsSeeds() {
        FuzzInputs.neighbours(QueryFuzzTest.class, "query", 2000, this::query);
    }

    @FuzzTest
    void query(byte[] data) {
        String text = text(data);
        try {
            Map<String, String> read = QueryFilter.parse(text);
            assertThat(QueryFilter.parse(written(read))).isEqualTo(read);
        } catch (Refusal e) {
            assertThat(e.problem().code()).isIn("query.malformed", "query.repeated_parameter");
            assertThat(e.problem().status()).isEqualTo(400);
        }
        if (FuzzInputs.isWhole(text)) {
            assertThat(QueryFilter.decode(URLEncoder.encode(text, UTF_8))).isEqualTo(text);
        }
    }

    private static String written(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, UTF_8)));
        return query.toString();
    }
}
