package io.tenancy.core;

import static io.tenancy.testkit.FuzzInputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.core.user.UserQuery;
import io.tenancy.core.user.UserQuery.Sort;
import io.tenancy.testkit.FuzzInputs;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a client writes into a field or a filter is refused by a code of the field, or kept in a form that stays. */
final class TextFuzzTest {
    @Test
    void holdsForNeighboursOfItsSeeds() {
        FuzzInputs.neighbours(TextFuzzTest.class, "texts", 2000, this::texts);
    }

    @FuzzTest
    void texts(byte[] data) {
        String text = text(data);
        stays(text, value -> Check.email("email", value), "email.");
        stays(text, value -> Check.text("name", value, 2, 100), "name.");
        stays(text, value -> Check.optionalText("name", value, 100), "name.");
        stays(text, value -> users(value).search().orElse(""), "search.");
        stays(text, value -> tenants(value).search().orElse(""), "search.");
    }

    private static UserQuery users(String search) {
        return new UserQuery(Optional.of(search), Optional.empty(), Sort.NAME);
    }

    private static TenantFilter tenants(String search) {
        return new TenantFilter(Optional.of(search), Optional.empty(), false);
    }

    private static void stays(String text, UnaryOperator<String> form, String codes) {
        String kept;
        try {
            kept = form.apply(text);
        } catch (Invalid e) {
            assertThat(e.code()).startsWith(codes);
            return;
        }
        assertThat(form.apply(kept)).isEqualTo(kept);
        assertThat(FuzzInputs.isWhole(kept)).isTrue();
    }
}
