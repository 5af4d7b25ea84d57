package io.tenancy.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.testkit.TestClock;
import io.tenancy.testkit.TestTenants;
import io.tenancy.testkit.Tries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorsTest {
    private static final TenantId ACME = new TenantId(TestTenants.newId());
    private static final Position PLACE = new Position("ada lovelace", TestTenants.newId());

    private final TestClock clock = new TestClock();
    private final Cursors cursors = new Cursors(key(0), clock);

    @Test
    void continuesAfterTheLastItemUntilTheEnd() {
        List<Position> all = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            all.add(new Position("k" + number, TestTenants.newId()));
        }

        Page<Position> first = page(all, new PageRequest(Optional.empty(), 2));
        Page<Position> second = page(all, new PageRequest(first.next(), 2));
        Page<Position> third = page(all, new PageRequest(second.next(), 2));

        assertThat(first.items()).isEqualTo(all.subList(0, 2));
        assertThat(second.items()).isEqualTo(all.subList(2, 4));
        assertThat(third.items()).isEqualTo(all.subList(4, 5));
        assertThat(third.next()).isEmpty();
    }

    @Test
    void endsOnAPageThatIsJustFull() {
        Page<Position> page = page(List.of(PLACE), new PageRequest(Optional.empty(), 1));

        assertThat(page.items()).containsExactly(PLACE);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void comesBackAsItWas() {
        Tries.of(300, random -> {
            String text = Tries.text(random, 300).replaceAll("\\p{Cs}", "");
            Position position = new Position(text, new UUID(Tries.number(random), Tries.number(random)));

            assertThat(open(cursors, ACME, "users", cursor(position))).isEqualTo(position);
        });
    }

    @Test
    void isRefusedByAnotherTenantAnotherListAndAnotherKey() {
        String cursor = cursor(PLACE);

        refused(cursors, new TenantId(TestTenants.newId()), "users", cursor, "cursor.invalid");
        refused(cursors, ACME, "users with a filter", cursor, "cursor.invalid");
        refused(new Cursors(key(1), clock), ACME, "users", cursor, "cursor.invalid");
    }

    @Test
    void isRefusedWithAnyCharacterAltered() {
        String cursor = cursor(PLACE);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

        for (int index = 0; index < cursor.length(); index++) {
            int value = alphabet.indexOf(cursor.charAt(index));
            for (int bit = 1; bit < 64; bit <<= 1) {
                String altered =
                        cursor.substring(0, index) + alphabet.charAt(value ^ bit) + cursor.substring(index + 1);
                refused(cursors, ACME, "users", altered, "cursor.invalid");
            }
        }
    }

    @Test
    void isRefusedCutOrExtended() {
        String cursor = cursor(PLACE);

        for (int length = 0; length < cursor.length(); length++) {
            refused(cursors, ACME, "users", cursor.substring(0, length), "cursor.invalid");
        }
        for (String tail : List.of("A", "AA", "AAAA", "=", "==", " ", "\n", "\0")) {
            refused(cursors, ACME, "users", cursor + tail, "cursor.invalid");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\0", "garbage", "ünïcode", "%", "AAAA", "🙂", "'; DROP TABLE users"})
    void isRefusedWhereItIsGarbage(String garbage) {
        refused(cursors, ACME, "users", garbage, "cursor.invalid");
    }

    @Test
    void isRefusedWhereItIsTooLong() {
        refused(cursors, ACME, "users", "A".repeat(1_000_000), "cursor.invalid");
    }

    @Test
    void servesForAKeyOfTheLongestName() {
        String longest = SearchKey.of("\uFDFA".repeat(200));

        assertThat(open(cursors, ACME, "users", cursor(new Position(longest, PLACE.id())))
                        .key())
                .isEqualTo(longest);
    }

    @Test
    void expiresAfterADay() {
        String cursor = cursor(PLACE);

        clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(open(cursors, ACME, "users", cursor)).isEqualTo(PLACE);
        clock.advance(Duration.ofSeconds(1));
        refused(cursors, ACME, "users", cursor, "cursor.expired");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 201, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesALimitOutOfRange(int limit) {
        assertThatThrownBy(() -> new PageRequest(Optional.empty(), limit))
                .isInstanceOfSatisfying(
                        Invalid.class, e -> assertThat(e.field()).contains("limit"));
    }

    private Page<Position> page(List<Position> all, PageRequest request) {
        return cursors.page(
                ACME,
                "users",
                request,
                (after, limit) -> {
                    int start = after.map(all::indexOf).orElse(-1) + 1;
                    return all.subList(start, Math.min(all.size(), start + limit));
                },
                position -> position);
    }

    private String cursor(Position position) {
        List<Position> two = List.of(position, PLACE);
        return cursors.page(ACME, "users", new PageRequest(Optional.empty(), 1), (after, limit) -> two, item -> item)
                .next()
                .orElseThrow();
    }

    private static Position open(Cursors cursors, TenantId tenant, String list, String cursor) {
        List<Position> asked = new ArrayList<>();
        PageRequest request = new PageRequest(Optional.of(cursor), 1);
        cursors.page(
                tenant,
                list,
                request,
                (after, limit) -> {
                    asked.add(after.orElseThrow());
                    return List.<Position>of();
                },
                item -> item);
        return asked.get(0);
    }

    private static void refused(Cursors cursors, TenantId tenant, String list, String cursor, String code) {
        assertThatThrownBy(() -> open(cursors, tenant, list, cursor)).isInstanceOfSatisfying(Invalid.class, e -> {
            assertThat(e.field()).contains("cursor");
            assertThat(e.code()).isEqualTo(code);
        });
    }

    static MasterKey key(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return MasterKey.ofBase64(Base64.getEncoder().encodeToString(bytes));
    }
}
