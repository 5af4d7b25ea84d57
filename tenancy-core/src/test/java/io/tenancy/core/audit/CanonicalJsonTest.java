package io.tenancy.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of RFC 8785 that are about texts, whole numbers and order. */
final class CanonicalJsonTest {
    @Test
    void ordersMembersByUtf16CodeUnits() {
        Map<String, Object> names = Map.of(
                "\u20ac", "Euro Sign",
                "\r", "Carriage Return",
                "\ufb33", "Hebrew Letter Dalet With Dagesh",
                "1", "One",
                "\ud83d\ude00", "Emoji: Grinning Face",
                "\u0080", "Control",
                "\u00f6", "Latin Small Letter O With Diaeresis");

        assertThat(CanonicalJson.of(names))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                        + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void escapesAsEcmaScriptDoes() {
        assertThat(CanonicalJson.of("\u20ac$\u000f\nA'B\"\\\\\"/\b\t\f\r\u007f"))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\t\\f\\r\u007f\"");
    }

    @Test
    void writesListsAndWholeNumbers() {
        assertThat(CanonicalJson.of(Map.of("b", List.of(1L, -2L, "x"), "a", List.of())))
                .isEqualTo("{\"a\":[],\"b\":[1,-2,\"x\"]}");
    }

    @Test
    void refusesWhatItCannotWriteExactly() {
        assertThatThrownBy(() -> CanonicalJson.of(1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.of((1L << 53) + 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
