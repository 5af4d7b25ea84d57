package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SortKeyTest {
    @ParameterizedTest
    @CsvSource({
        "a, b",
        "ab, ac",
        "az, a{",
        "\uD7FF, \uE000",
        "x\uD83D\uDE00, x\uD83D\uDE01",
        "a\uFFFF, a\uD800\uDC00",
        "a\uDBFF\uDFFF, b",
        "\uDBFF\uDFFF, \uDBFF\uDFFF\uDBFF\uDFFF"
    })
    void endsARangeAtTheNextCodePoint(String prefix, String end) {
        assertThat(SortKey.end(prefix)).isEqualTo(end);
    }

    @Test
    void keepsKeysWithinWhatAnIndexHolds() {
        String expanding = "\uFDFA".repeat(200);
        String faces = "\uD83D\uDE00".repeat(300);

        assertThat(SortKey.of(expanding)).hasSize(200);
        assertThat(SortKey.bounded(faces)).isEqualTo("\uD83D\uDE00".repeat(200));
        assertThat(SortKey.bounded("short")).isEqualTo("short");
    }
}
