package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.server.e2e.Answer;
import java.lang.reflect.Method;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What will go says so in each of its answers. */
final class DeprecationTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    @Test
    void saysSinceWhenUntilWhenAndWhatElse() {
        for (Answer answer : new Answer[] {
            API.get("/old").as("acme.owner").send().expect(200),
            API.call("HEAD", "/old").as("acme.owner").send().expect(200),
            API.get("/old").send().expect(401, "token.missing")
        }) {
            HttpHeaders headers = answer.headers();
            String since = headers.firstValue("Deprecation").orElseThrow();
            assertThat(Instant.ofEpochSecond(Long.parseLong(since.substring(1))))
                    .hasToString("2026-01-31T00:00:00Z");
            assertThat(since).startsWith("@");
            assertThat(ZonedDateTime.parse(
                                    headers.firstValue("Sunset").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .hasToString("2027-01-31T00:00:00Z");
            assertThat(headers.allValues("Link"))
                    .containsExactly(
                            "<https://docs.example.org/new>; rel=\"deprecation\"",
                            "<https://docs.example.org/new>; rel=\"sunset\"");
        }
    }

    @Test
    void saysNothingThatIsNotKnown() {
        HttpHeaders old = API.get("/old/sometime").send().expect(200).headers();
        HttpHeaders current =
                API.get("/v1/me").as("acme.owner").send().expect(200).headers();

        assertThat(old.firstValue("Deprecation")).isPresent();
        assertThat(old.map()).doesNotContainKeys("sunset", "link", "Sunset", "Link");
        assertThat(current.map()).doesNotContainKeys("deprecation", "Deprecation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "before", "nowhere"})
    void isRefusedAtTheStartWhereItIsWrong(String name) {
        Method method = Stream.of(Wrong.class.getDeclaredMethods())
                .filter(one -> one.getName().equals(name))
                .findAny()
                .orElseThrow();

        assertThatThrownBy(() -> DeprecationFeature.Said.of(method.getAnnotation(Deprecation.class)))
                .isInstanceOf(IllegalStateException.class);
    }

    interface Wrong {
        @Deprecation(since = "soon")
        void soon();

        @Deprecation(since = "2027-01-31", sunset = "2026-01-31")
        void before();

        @Deprecation(since = "2027-01-31", link = "no where")
        void nowhere();
    }
}
