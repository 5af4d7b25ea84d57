package io.tenancy.openfeature;

import static java.util.Objects.requireNonNull;

import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Reason;
import dev.openfeature.sdk.Value;
import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.core.feature.FlagEvaluation;
import io.tenancy.core.feature.FlagQuery;
import io.tenancy.core.flag.Evaluation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates flags for whom the running request is, from memory. The tenant, its plan, the user and the user's roles are the
 * caller's, never those of the evaluation context, of which the targeting key and the attributes count. Safe for use by many
 * threads.
 */
public final class TenancyProvider implements FeatureProvider {
    private static final String NAME = "tenancy";
    private static final String KEY = "targetingKey";

    private final FlagEvaluation flags;
    private final Supplier<Optional<Caller>> callers;

    /**
     * @param callers for whom the calling thread works; of nobody there is an error, and the default value
     */
    public TenancyProvider(FlagEvaluation flags, Supplier<Optional<Caller>> callers) {
        this.flags = requireNonNull(flags);
        this.callers = requireNonNull(callers);
    }

    @Override
    public Metadata getMetadata() {
        return () -> NAME;
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(String key, Boolean standard, EvaluationContext context) {
        return evaluate(key, standard, context, value -> cast(Boolean.class, value));
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String standard, EvaluationContext context) {
        return evaluate(key, standard, context, value -> cast(String.class, value));
    }

    /** A number with a fraction, or beyond an int, is of another type. */
    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer standard, EvaluationContext context) {
        return evaluate(
                key,
                standard,
                context,
                value -> cast(Long.class, value)
                        .filter(number -> number.intValue() == number)
                        .map(Long::intValue));
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double standard, EvaluationContext context) {
        return evaluate(
                key, standard, context, value -> cast(Number.class, value).map(Number::doubleValue));
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value standard, EvaluationContext context) {
        return evaluate(key, standard, context, value -> Optional.of(Value.objectToValue(known(value))));
    }

    private <T> ProviderEvaluation<T> evaluate(
            String key, T standard, @Nullable EvaluationContext context, Function<Object, Optional<T>> type) {
        Optional<Caller> caller = callers.get();
        if (caller.isEmpty()) {
            return failed(standard, ErrorCode.INVALID_CONTEXT, "There is no caller on this thread.");
        }
        try {
            Optional<Evaluation> found = flags.evaluate(caller.get(), key, query(context));
            if (found.isEmpty()) {
                return failed(standard, ErrorCode.FLAG_NOT_FOUND, "There is no such flag.");
            }
            return type.apply(found.get().variant().value())
                    .map(value -> answer(found.get(), value))
                    .orElseGet(() -> failed(standard, ErrorCode.TYPE_MISMATCH, "The flag is of another type."));
        } catch (Invalid e) {
            boolean isKey = e.code().equals("targetingKey.missing");
            return failed(standard, isKey ? ErrorCode.TARGETING_KEY_MISSING : ErrorCode.INVALID_CONTEXT, e.detail());
        } catch (TenancyException e) {
            return failed(standard, ErrorCode.GENERAL, e.detail());
        }
    }

    private static <T> ProviderEvaluation<T> answer(Evaluation evaluation, T value) {
        var metadata = ImmutableMetadata.builder()
                .addLong("version", evaluation.flag().version())
                .addString("source", evaluation.source().name().toLowerCase(Locale.ROOT));
        evaluation.rule().ifPresent(rule -> metadata.addString("rule", rule));
        return ProviderEvaluation.<T>builder()
                .value(value)
                .variant(evaluation.variant().name())
                .reason(evaluation.reason().name())
                .flagMetadata(metadata.build())
                .build();
    }

    private static <T> ProviderEvaluation<T> failed(T standard, ErrorCode code, String why) {
        return ProviderEvaluation.<T>builder()
                .value(standard)
                .reason(Reason.ERROR.name())
                .errorCode(code)
                .errorMessage(why)
                .build();
    }

    private static FlagQuery query(@Nullable EvaluationContext context) {
        if (context == null) {
            return FlagQuery.NONE;
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        context.asObjectMap().forEach((name, value) -> {
            if (value != null && !name.equals(KEY)) {
                attributes.put(name, value instanceof Instant time ? time.toString() : value);
            }
        });
        Optional<String> key = Optional.ofNullable(context.getTargetingKey()).filter(text -> !text.isBlank());
        return new FlagQuery(key, attributes);
    }

    private static <T> Optional<T> cast(Class<T> type, Object value) {
        return Optional.of(value).filter(type::isInstance).map(type::cast);
    }

    /** The same value with numbers as the SDK has them. */
    private static Object known(Object value) {
        if (value instanceof Long number) {
            return number.intValue() == number ? (Object) number.intValue() : (Object) number.doubleValue();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(TenancyProvider::known).toList();
        }
        if (value instanceof Map<?, ?> object) {
            Map<String, Object> members = new LinkedHashMap<>();
            object.forEach((name, member) -> members.put(String.valueOf(name), known(member)));
            return members;
        }
        return value;
    }
}
