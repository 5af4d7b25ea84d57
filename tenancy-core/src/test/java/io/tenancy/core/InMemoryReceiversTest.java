package io.tenancy.core;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.webhook.WebhookSender;
import io.tenancy.core.webhook.WebhookSender.Answer;
import io.tenancy.core.webhook.WebhookSender.Message;
import io.tenancy.testkit.InMemoryReceivers;
import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.TestTenants;
import io.tenancy.testkit.WebhookSenderContract;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class InMemoryReceiversTest extends WebhookSenderContract {
    private static final String HOST = "hooks.example.org";

    private final InMemoryStores stores = new InMemoryStores();
    private final InMemoryReceivers receivers = new InMemoryReceivers(stores);

    @Override
    protected WebhookSender sender() {
        return receivers;
    }

    @Override
    protected URI url() {
        return URI.create("https://" + HOST + "/in");
    }

    @Override
    protected void answer(int status, String body, String... headers) {
        Optional<Duration> retryAfter = headers.length > 0 && headers[0].equals("Retry-After")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(headers[1])))
                : Optional.empty();
        receivers.answer(HOST, any -> new Answer(Optional.of(status), Optional.empty(), body, retryAfter));
    }

    @Override
    protected void breakDown() {
        receivers.answer(HOST, any -> Answer.failed("The connection failed."));
    }

    @Override
    protected List<Message> received() {
        return receivers.messages();
    }

    @Test
    void isNotUsedInATransaction() {
        Message message = new Message(url(), "msg_1", TestTenants.EPOCH, "v1,abc", "{}");

        assertThatThrownBy(() -> stores.transactions().run(TestTenants.open("acme"), () -> receivers.send(message)))
                .isInstanceOf(AssertionError.class);
    }
}
