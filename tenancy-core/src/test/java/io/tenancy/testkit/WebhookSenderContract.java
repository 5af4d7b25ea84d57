package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.webhook.WebhookSender;
import io.tenancy.core.webhook.WebhookSender.Answer;
import io.tenancy.core.webhook.WebhookSender.Message;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link WebhookSender} does. An adapter supplies it, and a receiver that answers as a test says. */
public abstract class WebhookSenderContract {
    protected abstract WebhookSender sender();

    /** Where the receiver is. */
    protected abstract URI url();

    /** From now on the receiver answers so, with whatever further headers, a name and a value each. */
    protected abstract void answer(int status, String body, String... headers);

    /** From now on nobody is there. */
    protected abstract void breakDown();

    /** What the receiver has got so far, the oldest first. */
    protected abstract List<Message> received();

    @Test
    final void postsAMessageOnceWithAllThatItHas() {
        answer(200, "taken");
        Message message = message(url());

        Answer answer = sender().send(message);

        assertThat(received()).containsExactly(message);
        assertThat(answer).isEqualTo(new Answer(Optional.of(200), Optional.empty(), "taken"));
        assertThat(answer.isGood()).isTrue();
    }

    @Test
    final void postsItAgainWhereItIsAskedTo() {
        answer(200, "");

        var unused = sender().send(message(url()));
        unused = sender().send(message(url()));

        assertThat(received()).extracting(Message::id).containsExactly("msg_1", "msg_1");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 400, 404, 410, 429, 500, 503})
    final void answersWithWhateverTheReceiverSays(int status) {
        answer(status, "");

        Answer answer = sender().send(message(url()));

        assertThat(answer.status()).contains(status);
        assertThat(answer.error()).isEmpty();
        assertThat(answer.isGood()).isEqualTo(status == 204);
        assertThat(answer.isGone()).isEqualTo(status == 410);
        assertThat(received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    final void followsNoRedirect(int status) {
        answer(status, "", "Location", url().toString());

        Answer answer = sender().send(message(url()));

        assertThat(answer.status()).contains(status);
        assertThat(answer.isGood()).isFalse();
        assertThat(received()).hasSize(1);
    }

    @Test
    final void answersWithASentenceWhereNobodyIsThere() {
        WebhookSender sender = sender();
        breakDown();

        Answer answer = sender.send(message(url()));

        assertThat(answer.status()).isEmpty();
        assertThat(answer.error().orElseThrow()).isNotBlank();
        assertThat(answer.isGood()).isFalse();
    }

    @Test
    final void keepsTheBeginningOfALongAnswerAlone() {
        answer(200, "0123456789".repeat(1_000));

        assertThat(sender().send(message(url())).excerpt())
                .isEqualTo("0123456789".repeat(103).substring(0, 1_024));
    }

    @Test
    final void saysWhenABusyReceiverWantsToBeAskedAgain() {
        answer(503, "", "Retry-After", "120");
        assertThat(sender().send(message(url())).retryAfter()).contains(Duration.ofMinutes(2));

        answer(200, "", "Retry-After", "120");
        assertThat(sender().send(message(url())).retryAfter()).isEmpty();
    }

    @Test
    final void sendsNothingToAPrivateAddress() {
        URI inside = URI.create("http://10.0.0.1/in");

        assertThat(sender().isAllowed(url())).isTrue();
        assertThat(sender().isAllowed(inside)).isFalse();
        assertThat(sender().send(message(inside)).status()).isEmpty();
        assertThat(received()).isEmpty();
    }

    private static Message message(URI url) {
        return new Message(
                url,
                "msg_1",
                TestTenants.EPOCH.truncatedTo(ChronoUnit.SECONDS),
                "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4= v1,AAAA",
                "{\"type\":\"user.invited\",\"name\":\"\u00dcna\"}");
    }
}
