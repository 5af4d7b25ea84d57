package io.tenancy.testkit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.webhook.WebhookSender;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Receivers of webhooks in memory, each of which takes everything or answers as a test says; whatever host begins with
 * {@code 10.} is private. Safe for use by many threads.
 */
public final class InMemoryReceivers implements WebhookSender {
    private static final int EXCERPT = 1_024;
    private static final Set<Integer> BUSY = Set.of(429, 503);
    private static final Answer TAKEN = new Answer(Optional.of(200), Optional.empty(), "ok");

    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Message, Answer>> answers = new ConcurrentHashMap<>();
    private final InMemoryStores stores;

    /**
     * @param stores in whose transactions nothing is to be sent
     */
    public InMemoryReceivers(InMemoryStores stores) {
        this.stores = requireNonNull(stores);
    }

    /** From now on, who is at a host answers so. */
    public void answer(String host, Function<Message, Answer> answer) {
        answers.put(host, answer);
    }

    /** Every message so far that somebody was there for, the oldest first. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    @Override
    public boolean isAllowed(URI url) {
        return !url.getHost().startsWith("10.");
    }

    @Override
    public Answer send(Message message) {
        if (stores.isInTransaction()) {
            throw new AssertionError("Nothing is sent in a transaction.");
        }
        if (!isAllowed(message.url())) {
            return Answer.failed("The host leads to an address that is not public.");
        }
        messages.add(message);
        return heard(answers.getOrDefault(message.url().getHost(), any -> TAKEN).apply(message));
    }

    /** What a sender hears of an answer: its beginning, and a wish for later from those alone who have too much to do. */
    private static Answer heard(Answer answer) {
        String excerpt = answer.excerpt();
        boolean isBusy = answer.status().filter(BUSY::contains).isPresent();
        return new Answer(
                answer.status(),
                answer.error(),
                excerpt.substring(0, Math.min(excerpt.length(), EXCERPT)),
                answer.retryAfter().filter(any -> isBusy));
    }
}
