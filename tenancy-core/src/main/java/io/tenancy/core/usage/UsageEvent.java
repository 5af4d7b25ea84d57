package io.tenancy.core.usage;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that was used, as a CloudEvent says it. Events of the same source and id are one.
 *
 * @param type the name of the meter
 * @param time when it was used
 * @param subject by whom or what, in the words of the source
 * @param numbers the whole numbers in its data
 * @param words the texts in its data
 * @param corrects the id of an event of the same source that this one takes back
 */
public record UsageEvent(
        String source,
        String id,
        String type,
        Instant time,
        Optional<String> subject,
        Map<String, Long> numbers,
        Map<String, String> words,
        Optional<String> corrects) {
    /** The longest source, id, subject and text that is counted, in characters. */
    public static final int LONGEST = 200;

    public UsageEvent(
            @Nullable String source,
            @Nullable String id,
            @Nullable String type,
            @Nullable Instant time,
            Optional<String> subject,
            Map<String, Long> numbers,
            Map<String, String> words,
            Optional<String> corrects) {
        this.source = Check.text("source", source, LONGEST);
        this.id = Check.text("id", id, LONGEST);
        this.type = Check.text("type", type, LONGEST);
        if (time == null) {
            throw new Invalid("time", "usage.time_missing", "A usage event says when it was: time.");
        }
        this.time = time;
        this.subject = subject.map(text -> Check.text("subject", text, LONGEST));
        this.numbers = Map.copyOf(numbers);
        this.words = Map.copyOf(words);
        this.corrects = corrects.map(text -> Check.text("corrects", text, LONGEST));
    }
}
