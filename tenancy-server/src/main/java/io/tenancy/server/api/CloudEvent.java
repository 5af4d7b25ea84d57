package io.tenancy.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.usage.UsageEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A CloudEvent (version 1.0) about usage. Other attributes are taken and mean nothing here.
 *
 * @param type the name of the meter
 * @param data an object; the meter says which of its members counts
 * @param corrects an extension: the id of an event of the same source that is taken back
 */
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
record CloudEvent(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, allowableValues = "1.0")
        String specversion,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String id,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String source,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String type,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant time,
        Optional<String> subject,
        Optional<String> datacontenttype,
        Optional<Map<String, Object>> data,
        Optional<String> corrects) {
    static final String ONE = "application/cloudevents+json";
    static final String MANY = "application/cloudevents-batch+json";

    /** Reads the event of a JSON object, or refuses it and names the attribute. */
    static UsageEvent read(JsonNode event) {
        if (!event.isObject()) {
            throw new Invalid("event", "usage.event_malformed", "An event is a JSON object.");
        }
        if (!text(event, "specversion").filter("1.0"::equals).isPresent()) {
            throw new Invalid("specversion", "usage.event_version", "This takes CloudEvents of the version 1.0.");
        }
        Map<String, Long> numbers = new HashMap<>();
        Map<String, String> words = new HashMap<>();
        event.path("data").properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (value.isIntegralNumber() && value.canConvertToLong()) {
                numbers.put(member.getKey(), value.longValue());
            } else if (value.isTextual() && value.textValue().length() <= UsageEvent.LONGEST) {
                words.put(member.getKey(), value.textValue());
            }
        });
        return new UsageEvent(
                text(event, "source").orElse(null),
                text(event, "id").orElse(null),
                text(event, "type").orElse(null),
                text(event, "time").map(CloudEvent::time).orElse(null),
                text(event, "subject"),
                numbers,
                words,
                text(event, "corrects"));
    }

    private static Optional<String> text(JsonNode event, String attribute) {
        JsonNode value = event.path(attribute);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new Invalid(attribute, "usage.event_malformed", "This attribute of an event is a text.");
        }
        return Optional.of(value.textValue());
    }

    private static Instant time(String text) {
        return CoreJson.time(text)
                .orElseThrow(() -> new Invalid(
                        "time", "usage.event_malformed", "The time of an event is one as RFC 3339 has it."));
    }
}
