package io.tenancy.server.api;

import static io.tenancy.testkit.FuzzInputs.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenancy.core.user.User;
import io.tenancy.server.api.Problem.Refusal;
import io.tenancy.testkit.FuzzInputs;
import jakarta.ws.rs.ext.ParamConverter;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A parameter of a filter is read in its one spelling, or refused with 422; an empty one is as an absent one. */
final class ChoicesFuzzTest {
    private final Choices choices = new Choices();

    @Test
    void holdsForNeighboursOfItsSeeds() {
        FuzzInputs.neighbours(ChoicesFuzzTest.class, "filter", 2000, this::filter);
    }

    @FuzzTest
    void filter(byte[] data) {
        String text = text(data);
        assertThat(writtenAgain(UUID.class, text)).isIn(text, null);
        assertThat(writtenAgain(int.class, text)).isIn(text, null);
        assertThat(writtenAgain(boolean.class, text)).isIn(text, null);
        assertThat(writtenAgain(User.Status.class, text)).isIn(text, null);
        @Nullable Instant time = read(Instant.class, text);
        if (time != null) {
            assertThat(read(Instant.class, time.toString())).isEqualTo(time);
        }
    }

    /** What a text means, written as it is in answers; null where it is refused, or empty. */
    private <T> @Nullable String writtenAgain(Class<T> type, String text) {
        @Nullable T read = read(type, text);
        return read == null ? null : converter(type).toString(read);
    }

    private <T> @Nullable T read(Class<T> type, String text) {
        try {
            @Nullable T read = converter(type).fromString(text);
            assertThat(read == null).isEqualTo(text.isEmpty());
            return read;
        } catch (Refusal e) {
            assertThat(e.problem().status()).isEqualTo(422);
            assertThat(e.problem().code()).isEqualTo("parameter.malformed");
            return null;
        }
    }

    private <T> ParamConverter<T> converter(Class<T> type) {
        return requireNonNull(choices.getConverter(type, type, new Annotation[0]));
    }
}
