package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class UsageTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private static String event(String id, String type, Instant time, String more) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"/app\",\"type\":\"" + type
                + "\",\"time\":\"" + time + "\",\"traceparent\":\"00-1\"" + more + "}";
    }

    private static Answer send(String owner, String type, String body) {
        return API.call("POST", "/v1/usage/events")
                .as(owner)
                .header("Content-Type", type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private Answer used(String owner, String meter) {
        return API.call(
                        "GET",
                        "/v1/usage?meter=" + meter + "&step=month&from=" + now.minus(8, ChronoUnit.DAYS) + "&to="
                                + now.plusSeconds(3_600))
                .as(owner)
                .send();
    }

    @Test
    void countsOneAndMany() {
        API.open("usage-one");
        String batch = IntStream.range(0, 1_000)
                .mapToObj(number -> event("b" + number, "bytes", now, ",\"data\":{\"value\":2}"))
                .collect(Collectors.joining(",", "[", "]"));

        Answer one = send("usage-one.owner", CloudEvent.ONE, event("1", "bytes", now, ",\"data\":{\"value\":5}"));
        Answer many = send("usage-one.owner", CloudEvent.MANY, batch);
        Answer again = send("usage-one.owner", CloudEvent.MANY + "; charset=utf-8", batch);

        assertThat(one.text()).isEqualTo("{\"accepted\":1,\"duplicates\":0}");
        assertThat(many.text()).isEqualTo("{\"accepted\":1000,\"duplicates\":0}");
        assertThat(again.text()).isEqualTo("{\"accepted\":0,\"duplicates\":1000}");
        assertThat(used("usage-one.owner", "bytes").json().path("total").asLong())
                .isEqualTo(2_005);
    }

    @Test
    void takesAnEventBack() {
        API.open("usage-back");
        send("usage-back.owner", CloudEvent.ONE, event("1", "bytes", now, ",\"data\":{\"value\":5}"));
        send("usage-back.owner", CloudEvent.ONE, event("2", "bytes", now, ",\"data\":{\"value\":7}"));
        String correction = event("3", "bytes", now, ",\"corrects\":\"1\"");

        Answer back = send("usage-back.owner", CloudEvent.ONE, correction);
        Answer again = send("usage-back.owner", CloudEvent.ONE, correction);
        Answer other = send("usage-back.owner", CloudEvent.ONE, event("4", "bytes", now, ",\"corrects\":\"1\""));

        assertThat(back.text()).isEqualTo("{\"accepted\":1,\"duplicates\":0}");
        assertThat(again.text()).isEqualTo("{\"accepted\":0,\"duplicates\":1}");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("code").asText()).isEqualTo("usage.corrected");
        assertThat(used("usage-back.owner", "bytes").json().path("total").asLong())
                .isEqualTo(7);
    }

    @Test
    void refusesABatchAsAWholeAndNamesEachEventThatIsWrong() {
        API.open("usage-bad");
        String batch = "["
                + String.join(
                        ",",
                        event("1", "messages", now, ""),
                        event("2", "messages", now.plusSeconds(3_600), ""),
                        event("3", "nonsense", now, ""),
                        event("4", "bytes", now, ""),
                        event("5", "messages", now.minus(8, ChronoUnit.DAYS), ""),
                        event("6", "api_requests", now, ""),
                        event("7", "messages", now, ",\"corrects\":\"99\""))
                + "]";

        Answer answer = send("usage-bad.owner", CloudEvent.MANY, batch);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder(
                        "events[1].time",
                        "events[2].type",
                        "events[3].data.value",
                        "events[4].time",
                        "events[5].type",
                        "events[6].corrects");
        assertThat(answer.json().path("errors").findValuesAsText("code"))
                .containsExactlyInAnyOrder(
                        "usage.in_the_future",
                        "usage.unknown_meter",
                        "usage.value_missing",
                        "usage.too_late",
                        "usage.own_meter",
                        "usage.unknown_event");
        assertThat(used("usage-bad.owner", "messages").json().has("total")).isFalse();
    }

    @Test
    void refusesWhatIsNoEvent() {
        API.open("usage-no");

        Answer number = send("usage-no.owner", CloudEvent.MANY, "[1]");
        Answer none = send("usage-no.owner", CloudEvent.MANY, "[]");
        Answer old = send("usage-no.owner", CloudEvent.ONE, "{\"specversion\":\"0.3\"}");
        Answer form = send("usage-no.owner", CloudEvent.ONE, "[]");
        Answer text = send("usage-no.owner", "text/plain", "1");

        assertThat(number.json().path("code").asText()).isEqualTo("usage.event_malformed");
        assertThat(none.json().path("code").asText()).isEqualTo("usage.too_many");
        assertThat(old.json().path("code").asText()).isEqualTo("usage.event_version");
        assertThat(form.json().path("code").asText()).isEqualTo("usage.body_form");
        assertThat(text.status()).isEqualTo(415);
    }

    @Test
    void exportsATable() {
        API.open("usage-csv");
        send("usage-csv.owner", CloudEvent.ONE, event("1", "messages", Instant.now(), ""));

        Answer answer = API.call(
                        "GET",
                        "/v1/usage/export?meter=messages&step=hour&from=" + now.minusSeconds(3_600) + "&to="
                                + now.plusSeconds(3_600))
                .as("usage-csv.owner")
                .send();

        assertThat(answer.text())
                .startsWith("meter,step,from,value\r\nmessages,hour,")
                .endsWith(",1\r\n");
    }
}
