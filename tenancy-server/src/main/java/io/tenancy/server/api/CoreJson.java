package io.tenancy.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.tenancy.core.Id;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Permission;
import io.tenancy.core.login.AccessToken;
import io.tenancy.core.login.Enrolled;
import io.tenancy.core.login.MfaRequired;
import io.tenancy.core.login.SignIn;
import io.tenancy.core.login.TokenPair;
import io.tenancy.core.mfa.Enrolment;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How the records of the core look in JSON, so that they need no annotations: an id, a permission and a choice are
 * texts. A secret is read, and written by the few answers that are there to show it.
 */
final class CoreJson extends SimpleModule {
    private static final long serialVersionUID = 1L;

    CoreJson() {
        super("core");
        addSerializer(text(Id.class, id -> id.value().toString()));
        addSerializer(text(Permission.class, Permission::name));
        addSerializer(text(Enum.class, CoreJson::word));
        addSerializer(text(Secret.class, CoreJson::refuse));
        setDeserializers(new Readers()
                .with(String.class, "a text", Function.identity())
                .with(Secret.class, "a text", Secret::new)
                .with(Permission.class, "the name of a permission", CoreJson::permission)
                .reading(Instant.class, "a time as RFC 3339 has it", CoreJson::time));
        setMixInAnnotation(TokenPair.class, ShownTokens.class);
        setMixInAnnotation(AccessToken.class, ShownAccessToken.class);
        setMixInAnnotation(MfaRequired.class, ShownKind.class);
        setMixInAnnotation(MfaRequired.Pending.class, ShownToken.class);
        setMixInAnnotation(Enrolment.class, ShownEnrolment.class);
        setMixInAnnotation(Enrolled.class, ShownRecoveryCodes.class);
        setMixInAnnotation(OwnMfaResource.NewRecoveryCodes.class, ShownRecoveryCodes.class);
    }

    /** A time as RFC 3339 has it, with any offset. */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** How a constant is written: {@code ONE_TIME_PASSWORD} as {@code one_time_password}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constants of an enum by their words, in their order. */
    static Map<String, Enum<?>> words(Class<?> type) {
        Map<String, Enum<?>> words = new LinkedHashMap<>();
        Stream.of(type.getEnumConstants())
                .map(constant -> (Enum<?>) constant)
                .forEach(constant -> words.put(word(constant), constant));
        return words;
    }

    private static String refuse(Secret secret) {
        throw new IllegalStateException("An answer that does not say so shows no secret.");
    }

    private static Permission permission(String name) {
        try {
            return new Permission(name);
        } catch (IllegalArgumentException e) {
            throw (Invalid) new Invalid("permissions", "permissions.unknown", "There is no permission " + name + ".")
                    .initCause(e);
        }
    }

    private static <T> StdSerializer<T> text(Class<T> type, Function<T, String> words) {
        return new TextWriter<>(type, words);
    }

    /** On a member that an answer is there to show. */
    static final class Shown extends StdSerializer<Secret> {
        private static final long serialVersionUID = 1L;

        Shown() {
            super(Secret.class);
        }

        @Override
        public void serialize(Secret secret, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(secret.reveal());
        }
    }

    private static final class TextWriter<T> extends StdSerializer<T> {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // serializers are never serialised
        private final Function<T, String> words;

        TextWriter(Class<T> type, Function<T, String> words) {
            super(type);
            this.words = words;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(words.apply(value));
        }
    }

    /** Reads every choice by {@link #word}, in exactly that spelling. */
    private static final class Readers extends SimpleDeserializers {
        private static final long serialVersionUID = 1L;

        <T> Readers with(Class<T> type, String kind, Function<String, T> reading) {
            addDeserializer(type, new TextReader<>(type, kind, text -> Optional.of(reading.apply(text))));
            return this;
        }

        <T> Readers reading(Class<T> type, String kind, Function<String, Optional<T>> reading) {
            addDeserializer(type, new TextReader<>(type, kind, reading));
            return this;
        }

        @Override
        public JsonDeserializer<?> findEnumDeserializer(
                Class<?> type, DeserializationConfig config, BeanDescription description) {
            return TextReader.choice(type);
        }
    }

    interface ShownKind {
        @JsonProperty
        SignIn.Kind kind();
    }

    interface ShownTokens extends ShownKind {
        @JsonSerialize(using = Shown.class)
        Secret accessToken();

        @JsonSerialize(using = Shown.class)
        Secret refreshToken();
    }

    interface ShownAccessToken {
        @JsonSerialize(using = Shown.class)
        Secret accessToken();
    }

    interface ShownToken {
        @JsonSerialize(using = Shown.class)
        Secret token();
    }

    interface ShownEnrolment {
        @JsonSerialize(using = Shown.class)
        Secret secret();

        @JsonSerialize(using = Shown.class)
        Secret uri();
    }

    interface ShownRecoveryCodes {
        @JsonSerialize(contentUsing = Shown.class)
        List<Secret> recoveryCodes();
    }
}
