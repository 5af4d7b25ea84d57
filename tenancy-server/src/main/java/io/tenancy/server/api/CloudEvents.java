package io.tenancy.server.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.tenancy.core.Flaw;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.usage.UsageEvent;
import io.tenancy.core.usage.UsageService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One event, or a batch of them, before anything in them is looked at. */
@JsonDeserialize(using = CloudEvents.Reader.class)
record CloudEvents(List<JsonNode> events, boolean batch) {
    CloudEvents {
        events = List.copyOf(events);
    }

    /** What was used, of all events, or every event that says it wrongly. */
    List<UsageEvent> read() {
        if (events.size() > UsageService.MOST_EVENTS) {
            throw new Invalid(
                    "events", "usage.too_many", "A request has 1 to " + UsageService.MOST_EVENTS + " events.");
        }
        List<Flaw> flaws = new ArrayList<>();
        List<UsageEvent> read = new ArrayList<>();
        for (int place = 0; place < events.size(); place++) {
            try {
                read.add(CloudEvent.read(events.get(place)));
            } catch (Invalid invalid) {
                flaws.addAll(invalid.flaws("events[" + place + "]."));
            }
        }
        if (!flaws.isEmpty()) {
            throw new Invalid(flaws);
        }
        return read;
    }

    /** Reads an object, or an array of what should be objects. */
    static final class Reader extends StdDeserializer<CloudEvents> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(CloudEvents.class);
        }

        @Override
        public CloudEvents deserialize(JsonParser json, DeserializationContext context) throws IOException {
            JsonNode read = context.readTree(json);
            List<JsonNode> events = new ArrayList<>();
            if (read.isArray()) {
                read.forEach(events::add);
            } else {
                events.add(read);
            }
            return new CloudEvents(events, read.isArray());
        }
    }
}
