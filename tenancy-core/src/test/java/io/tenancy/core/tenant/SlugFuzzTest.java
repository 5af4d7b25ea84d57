package io.tenancy.core.tenant;

import static io.tenancy.testkit.FuzzInputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.testkit.FuzzInputs;
import org.junit.jupiter.api.Test;

/** A slug is refused by a documented code, or it is its own only spelling. */
final class SlugFuzzTest {
    @Test
    void holdsForNeighboursOfItsSeeds() {
        FuzzInputs.neighbours(SlugFuzzTest.class, "slug", 2000, this::slug);
    }

    @FuzzTest
    void slug(byte[] data) {
        try {
            String slug = Slug.check(text(data));
            assertThat(slug).matches("[a-z][a-z0-9-]{2,39}").isEqualTo(Slug.check(slug));
        } catch (Invalid e) {
            assertThat(e.code()).startsWith("slug.");
        }
    }
}
