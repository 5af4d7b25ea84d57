package io.tenancy.core.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InvoiceLineTest {
    @ParameterizedTest
    @CsvSource({
        "1, 10000000000000000",
        "1, -10000000000000000",
        "10000000000000000, 1",
        "1000000000000, 10000",
        "9223372036854775807, 0"
    })
    void goesAsFarAsTheSumOfAnInvoiceIsExact(long quantity, long unitAmount) {
        InvoiceLine line = new InvoiceLine("Use", quantity, unitAmount);

        assertThat(line.amount()).isEqualTo(Math.multiplyExact(quantity, unitAmount));
        assertThat(InvoiceLine.parse(line.text())).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 10000000000000001",
        "1, -10000000000000001",
        "3, 3333333333333334",
        "1000000000000, 10001",
        "9223372036854775807, 1",
        "9223372036854775807, -9223372036854775808",
        "1, -9223372036854775808"
    })
    void refusesAnAmountThatGoesFurther(long quantity, long unitAmount) {
        assertThatThrownBy(() -> new InvoiceLine("Use", quantity, unitAmount))
                .isInstanceOfSatisfying(
                        Invalid.class, refusal -> assertThat(refusal.code()).isEqualTo("amount.range"));
    }

    @Test
    void isOfOneThingAtLeast() {
        assertThatThrownBy(() -> new InvoiceLine("Use", 0, 1))
                .isInstanceOfSatisfying(
                        Invalid.class, refusal -> assertThat(refusal.code()).isEqualTo("quantity.range"));
    }
}
