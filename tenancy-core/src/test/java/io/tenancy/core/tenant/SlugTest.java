package io.tenancy.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SlugTest {
    @ParameterizedTest
    @ValueSource(strings = {"abc", "acme", "a-1", "a--", "acme-2026", " acme "})
    void acceptsAGoodSlug(String slug) {
        assertThat(Slug.check(slug)).isEqualTo(slug.strip());
    }

    @Test
    void acceptsFortyCharactersAndNoMore() {
        assertThat(Slug.check("a".repeat(40))).hasSize(40);
        refused("a".repeat(41), "slug.too_long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "1abc", "-abc", "Acme", "a_b", "a.b", "äcme", "a b", "acme/../x", "ａcme"})
    void refusesAMalformedSlug(String slug) {
        refused(slug, "slug.malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "www", "admin", "api", "tenancy", "public"})
    void refusesAReservedSlug(String slug) {
        refused(slug, "slug.reserved");
    }

    @ParameterizedTest
    @CsvSource({",slug.missing", "'',slug.missing", "' ',slug.missing"})
    void missesASlug(String slug, String code) {
        refused(slug, code);
    }

    @Test
    void refusesANulCharacter() {
        refused("ac\0me", "slug.control_character");
    }

    private static void refused(String slug, String code) {
        assertThatThrownBy(() -> Slug.check(slug)).isInstanceOfSatisfying(Invalid.class, e -> {
            assertThat(e.field()).contains("slug");
            assertThat(e.code()).isEqualTo(code);
        });
    }
}
