package io.tenancy.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.biller.BillerEvent;
import io.tenancy.core.billing.BilledInvoice;
import io.tenancy.core.billing.Invoice.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StripeEventsTest {
    private static final Instant NOW = Instant.parse("2026-02-01T10:00:00Z");
    private static final String SECRET = "whsec_of_the_test";
    private static final String BODY = Events.invoice("evt_1", "invoice.paid", NOW, "cus_1", "in_1", "paid");

    private final StripeEvents events = new StripeEvents(List.of(new Secret("whsec_that_is_new"), new Secret(SECRET)));

    @Test
    void readsAnInvoiceWhateverTheVersionOfTheApi() {
        BillerEvent event = read(BODY, Signed.header(BODY, NOW, SECRET));

        assertThat(event)
                .isEqualTo(new BillerEvent.OfInvoice(
                        "evt_1",
                        NOW,
                        "cus_1",
                        new BilledInvoice(
                                "stripe:in_1",
                                "Stripe invoice A-1",
                                Status.PAID,
                                false,
                                "EUR",
                                Instant.parse("2025-12-01T00:00:00Z"),
                                Instant.parse("2026-02-01T00:00:00Z"),
                                4_900,
                                931,
                                Instant.parse("2026-01-01T01:00:00Z"),
                                Optional.of(NOW.plusSeconds(30 * 86_400L)))));
    }

    @Test
    void readsASubscriptionAndPassesOverTheRest() {
        String ended = Events.subscription("evt_2", NOW, "cus_1", "sub_1", "canceled");
        String other = "{\"id\":\"evt_3\",\"created\":1,\"type\":\"charge.refunded\",\"data\":{\"object\":{}}}";
        String draft = Events.invoice("evt_4", "invoice.created", NOW, "cus_1", "in_1", "draft");

        assertThat(read(ended, Signed.header(ended, NOW, SECRET)))
                .isEqualTo(new BillerEvent.OfSubscription("evt_2", NOW, "cus_1", "sub_1", "canceled", true));
        assertThat(read(other, Signed.header(other, NOW, SECRET)))
                .isEqualTo(new BillerEvent.Other("evt_3", Instant.ofEpochSecond(1)));
        assertThat(read(draft, Signed.header(draft, NOW, SECRET))).isEqualTo(new BillerEvent.Other("evt_4", NOW));
    }

    /** The HMAC was computed by another program: {@code openssl dgst -sha256 -hmac whsec_of_the_test}. */
    @Test
    void takesAKnownVector() {
        String body = "{\"id\":\"evt_v\",\"created\":1,\"type\":\"ping\",\"data\":{\"object\":{}}}";
        String header = "t=1769940000,v1=d9fc255f1f711a3344a7cfbfe3e33a5b62b63c3d1e712cff05294e336147d585";

        assertThat(read(body, header).id()).isEqualTo("evt_v");
    }

    @Test
    void takesOneGoodSignatureOfSeveral() {
        String good = Signed.signature(BODY, NOW, SECRET);
        String other = Signed.signature(BODY, NOW, "whsec_of_somebody");
        String time = "t=" + NOW.getEpochSecond();

        assertThat(read(BODY, time + ",v1=" + other + ",v1=" + good + ",v0=" + other)
                        .id())
                .isEqualTo("evt_1");
        assertThatThrownBy(() -> read(BODY, time + ",v1=" + other + ",v0=" + good))
                .isInstanceOf(Unauthenticated.class);
    }

    @Test
    void refusesWhatIsOlderThanFiveMinutes() {
        assertThat(read(BODY, Signed.header(BODY, NOW.minusSeconds(299), SECRET))
                        .id())
                .isEqualTo("evt_1");
        assertThatThrownBy(() -> read(BODY, Signed.header(BODY, NOW.minusSeconds(301), SECRET)))
                .isInstanceOf(Unauthenticated.class);
    }

    @Test
    void refusesWhatIsNotSignedAsItIs() {
        String header = Signed.header(BODY, NOW, SECRET);
        String later = header.replace("t=" + NOW.getEpochSecond(), "t=" + (NOW.getEpochSecond() + 1));

        assertThatThrownBy(() -> read(BODY.replace("5831", "1"), header)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> read(BODY + " ", header)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> read(BODY, later)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> events.read(BODY.getBytes(UTF_8), Optional.empty(), NOW))
                .isInstanceOf(Unauthenticated.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "=",
                "t=",
                "t=x,v1=y",
                "v1=aa",
                "t=1769940000",
                "t=99999999999999999999,v1=aa",
                "t=-1,v1"
            })
    void refusesAHeaderThatIsNone(String header) {
        assertThatThrownBy(() -> read(BODY, header))
                .isInstanceOfSatisfying(
                        TenancyException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("event.signature"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{",
                "{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"created\":1}",
                "{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"created\":\"soon\",\"data\":{\"object\":{}}}",
                "{\"id\":[],\"type\":{},\"created\":1,\"data\":{\"object\":{}}}",
                "{\"id\":\"e\",\"type\":\"invoice.paid\",\"created\":1,\"data\":{\"object\":{\"customer\":\"c\",\"object\":\"invoice\",\"status\":\"paid\"}}}",
                "{\"id\":\"e\",\"type\":\"invoice.paid\",\"created\":1,\"data\":{\"object\":[]}}"
            })
    void refusesWhatIsSignedAndNoEvent(String body) {
        assertThatThrownBy(() -> read(body, Signed.header(body, NOW, SECRET)))
                .isInstanceOfSatisfying(
                        Invalid.class, refusal -> assertThat(refusal.code()).isEqualTo("event.malformed"));
    }

    private BillerEvent read(String body, String header) {
        return events.read(body.getBytes(UTF_8), Optional.of(header), NOW);
    }
}
