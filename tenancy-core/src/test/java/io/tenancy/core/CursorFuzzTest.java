package io.tenancy.core;

import static io.tenancy.testkit.FuzzInputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.testkit.FuzzInputs;
import io.tenancy.testkit.TestClock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A cursor that was not made here is refused, and one that was brings back its place. */
final class CursorFuzzTest {
    private static final TenantId TENANT = new TenantId(new UUID(0x7000, 1));

    private final Cursors cursors = new Cursors(CursorsTest.key(0), new TestClock());
    private Optional<Position> asked = Optional.empty();

    @Test
    void holdsForNeighboursOfItsSeeds() {
        FuzzInputs.neighbours(CursorFuzzTest.class, "cursor", 2000, this::cursor);
    }

    @FuzzTest
    void cursor(byte[] data) {
        String text = text(data);
        try {
            page(Optional.of(text), List.of());
            assertThat(text).as("a cursor that nobody made").isEmpty();
        } catch (Invalid e) {
            assertThat(e.code()).isEqualTo("cursor.invalid");
        }
        if (FuzzInputs.isWhole(text) && text.length() <= 200) {
            comesBack(new Position(text, new UUID(text.hashCode(), data.length)));
        }
    }

    private void comesBack(Position position) {
        Optional<String> cursor =
                page(Optional.empty(), List.of(position, position)).next();

        page(cursor, List.of(position));

        assertThat(asked).contains(position);
    }

    private Page<Position> page(Optional<String> cursor, List<Position> items) {
        return cursors.page(
                TENANT,
                "users",
                new PageRequest(cursor, 1),
                (after, limit) -> {
                    asked = after;
                    return items;
                },
                item -> item);
    }
}
