package io.tenancy.server.api;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.feature.FlagEvaluation.Answer;
import io.tenancy.core.flag.Evaluation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a flag is (OpenFeature Remote Evaluation Protocol), or why that cannot be said.
 *
 * @param reason in the words of OpenFeature, in capitals
 * @param metadata the version of the flag, who says so, and the rule where one does
 */
record OfrepAnswer(
        String key,
        Optional<String> reason,
        Optional<String> variant,
        Optional<Object> value,
        Map<String, Object> metadata,
        Optional<String> errorCode,
        Optional<String> errorDetails) {

    /** What all flags are. */
    record OfrepAnswers(List<OfrepAnswer> flags) implements Versioned {
        @Override
        public Version tag() {
            return Version.ofContent(flags);
        }
    }

    static OfrepAnswer of(Evaluation evaluation) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("version", evaluation.flag().version());
        metadata.put("source", CoreJson.word(evaluation.source()));
        evaluation.rule().ifPresent(rule -> metadata.put("rule", rule));
        return new OfrepAnswer(
                evaluation.flag().key(),
                Optional.of(evaluation.reason().name()),
                Optional.of(evaluation.variant().name()),
                Optional.of(evaluation.variant().value()),
                metadata,
                Optional.empty(),
                Optional.empty());
    }

    static OfrepAnswer of(Answer answer) {
        return answer.evaluation().map(OfrepAnswer::of).orElseGet(() -> refused(answer));
    }

    private static OfrepAnswer refused(Answer answer) {
        return new OfrepAnswer(
                answer.key(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                answer.refusal().map(Invalid::code).map(OfrepRefusals::word),
                answer.refusal().map(Invalid::detail));
    }
}
