package io.tenancy.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.server.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BillingSettingsTest {
    @Test
    void readsAnOutsideBiller() {
        Map<String, String> settings = Samples.settingsWith("biller", "stripe");
        settings.put("billerKey", "sk_test_1");
        settings.put("billerEventSecrets", "whsec_1, whsec_2");
        settings.put("billerUrl", "http://127.0.0.1:7777");
        settings.put("billingCurrency", "EUR");

        BillingSettings read = Settings.read(settings).usage().billing();

        assertThat(read.biller()).contains("stripe");
        assertThat(read.currency()).contains("EUR");
        assertThat(read.access().eventSecrets()).containsExactly(new Secret("whsec_1"), new Secret("whsec_2"));
        assertThat(read.access().address())
                .hasValueSatisfying(address -> assertThat(address).hasPort(7777));
        assertThat(read.toString()).doesNotContain("sk_test_1", "whsec_1");
    }

    @Test
    void billsByItselfAndNothingWhereNobodySaysOtherwise() {
        BillingSettings read = Settings.read(Samples.settings()).usage().billing();

        assertThat(read.biller()).isEmpty();
        assertThat(read.currency()).isEmpty();
    }

    @Test
    void asksForWhatAnOutsideBillerNeeds() {
        assertThatThrownBy(() -> Settings.read(Samples.settingsWith("biller", "stripe")))
                .isInstanceOf(Refusal.class)
                .message()
                .contains("TENANCY_BILLER_KEY is missing for the biller")
                .contains("TENANCY_BILLER_EVENT_SECRETS is missing for the biller")
                .contains("TENANCY_BILLING_CURRENCY is missing for the biller");
    }

    @ParameterizedTest
    @CsvSource({
        "billerUrl, http://api.example.org, TENANCY_BILLER_URL is neither",
        "billerUrl, file:///etc/passwd, TENANCY_BILLER_URL is neither",
        "billingCurrency, euro, TENANCY_BILLING_CURRENCY is not three letters",
        "billingTaxRate, 10001, TENANCY_BILLING_TAX_RATE is not a number"
    })
    void refusesWhatIsNone(String setting, String value, String problem) {
        assertThatThrownBy(() -> Settings.read(Samples.settingsWith(setting, value)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(problem);
    }
}
