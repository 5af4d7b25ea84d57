package io.tenancy.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.webhook.WebhookSender;
import io.tenancy.core.webhook.WebhookSender.Answer;
import io.tenancy.core.webhook.WebhookSender.Message;
import io.tenancy.server.mail.TestSmtp;
import io.tenancy.testkit.WebhookSenderContract;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
final class HttpWebhookSenderTest extends WebhookSenderContract {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00.5Z");

    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Override
    protected WebhookSender sender() {
        return new HttpWebhookSender(true);
    }

    @Override
    protected URI url() {
        return receiver.url();
    }

    @Override
    protected void answer(int status, String body, String... headers) {
        receiver.answer(exchange -> {
            for (int place = 0; place < headers.length; place += 2) {
                exchange.getResponseHeaders().add(headers[place], headers[place + 1]);
            }
            Receiver.answer(exchange, status, body);
        });
    }

    @Override
    protected void breakDown() {
        receiver.close();
    }

    @Override
    protected List<Message> received() {
        return receiver.requests().stream()
                .map(request -> new Message(
                        URI.create("http://" + request.header("Host") + request.path()),
                        request.header("webhook-id"),
                        Instant.ofEpochSecond(Long.parseLong(request.header("webhook-timestamp"))),
                        request.header("webhook-signature"),
                        request.body()))
                .toList();
    }

    @Test
    void postsTheMessageToTheHostByItsName() throws UnknownHostException {
        InetAddress here = InetAddress.getLoopbackAddress();
        HttpWebhookSender sender = sender(host -> new InetAddress[] {here}, true);

        Answer answer = sender.send(message(receiver.url("hooks.test", "/in?a=b")));

        assertThat(answer.status()).contains(200);
        assertThat(answer.excerpt()).isEqualTo("taken");
        Receiver.Request request = receiver.requests().get(0);
        assertThat(request.path()).isEqualTo("/in?a=b");
        assertThat(request.header("Host")).startsWith("hooks.test:");
        assertThat(request.header("webhook-id")).isEqualTo("msg_1");
        assertThat(request.header("webhook-timestamp")).isEqualTo(String.valueOf(NOW.getEpochSecond()));
        assertThat(request.header("webhook-signature")).isEqualTo("v1,abc");
        assertThat(request.header("Content-Type")).startsWith("application/json");
        assertThat(request.body()).isEqualTo("{\"type\":\"user.invited\"}");
    }

    @Test
    void doesNotConnectToANameThatLeadsElsewhereMeanwhile() throws UnknownHostException {
        InetAddress outside = InetAddress.getByName("93.184.215.14");
        InetAddress here = InetAddress.getLoopbackAddress();
        AtomicInteger asked = new AtomicInteger();
        HttpWebhookSender sender =
                sender(host -> new InetAddress[] {asked.getAndIncrement() == 0 ? outside : here}, false);
        URI url = receiver.url("rebinds.test", "/in");

        assertThat(sender.isAllowed(url)).isTrue();
        Answer answer = sender.send(message(url));

        assertThat(asked).hasValue(2);
        assertThat(answer.status()).isEmpty();
        assertThat(answer.error()).contains("The host leads to an address that is not public.");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void connectsToNoneOfSeveralAddressesWhereOneIsNotPublic() throws UnknownHostException {
        InetAddress[] both = {InetAddress.getByName("93.184.215.14"), InetAddress.getLoopbackAddress()};
        HttpWebhookSender sender = sender(host -> both, false);
        URI url = receiver.url("both.test", "/in");

        assertThat(sender.isAllowed(url)).isFalse();
        assertThat(sender.send(message(url)).status()).isEmpty();
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void looksAtAddressesThatAreWrittenOutToo() {
        HttpWebhookSender sender = new HttpWebhookSender(false);
        int port = receiver.url().getPort();

        for (String host : new String[] {
            "127.0.0.1",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "127.1",
            "2130706433",
            "localhost",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "169.254.169.254",
            "10.0.0.1",
            "[fe80::1]",
            "0.0.0.0",
            "[::]"
        }) {
            URI url = URI.create("http://" + host + ":" + port + "/in");
            if (url.getHost() != null) {
                assertThat(sender.send(message(url)).status()).as(host).isEmpty();
            }
        }
        assertThat(sender.isAllowed(URI.create("https://[::ffff:10.0.0.1]/"))).isFalse();
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void asksForACertificateOfTheNameAndNotOfTheAddress() throws Exception {
        SSLContext localhost = TestSmtp.localhost();
        InetAddress here = InetAddress.getLoopbackAddress();
        HttpWebhookSender trusting = new HttpWebhookSender(
                host -> new InetAddress[] {here}, new PublicAddresses(true), Duration.ofSeconds(15), () -> localhost);
        HttpWebhookSender strict = sender(host -> new InetAddress[] {here}, true);

        try (Receiver secured = new Receiver(localhost)) {
            int port = secured.url().getPort();
            URI right = URI.create("https://localhost:" + port + "/in");
            URI other = URI.create("https://hooks.test:" + port + "/in");

            assertThat(trusting.send(message(right)).status()).contains(200);
            assertThat(trusting.send(message(other)).error().orElseThrow()).startsWith("The certificate");
            assertThat(strict.send(message(right)).error().orElseThrow()).startsWith("The certificate");
            assertThat(secured.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "503, 120, PT2M",
        "429, ' 30 ', PT30S",
        "429, 'Sat, 29 Nov 2025 10:00:00 GMT', ",
        "503, 1.5, ",
        "503, -1, ",
        "503, 99999999999, ",
        "500, 120, ",
        "200, 120, "
    })
    void hearsWhenABusyReceiverWantsToBeAskedAgain(int status, String header, @Nullable Duration wanted) {
        receiver.answer(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", header);
            Receiver.answer(exchange, status, "");
        });

        Answer answer = new HttpWebhookSender(true).send(message(receiver.url()));

        assertThat(answer.status()).contains(status);
        assertThat(answer.retryAfter()).isEqualTo(Optional.ofNullable(wanted));
    }

    @Test
    void hearsADateTooFromWhichOnToComeBack() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                NOW.plusSeconds(3_600).atZone(UTC));
        receiver.answer(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", date);
            Receiver.answer(exchange, 503, "");
        });

        Answer answer = new HttpWebhookSender(true).send(message(receiver.url()));

        assertThat(answer.retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(58), Duration.ofHours(1));
    }

    @Test
    void readsTheBeginningOfAnEndlessAnswerAlone() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        receiver.answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = "é\u0007x".repeat(1_000).getBytes(UTF_8);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write(part);
                }
            } catch (IOException e) {
                ended.countDown();
            }
        });

        Answer answer = new HttpWebhookSender(true).send(message(receiver.url()));

        assertThat(answer.status()).contains(200);
        assertThat(answer.excerpt()).startsWith("é xé x").hasSizeLessThanOrEqualTo(1_024);
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void waitsForASlowAnswerNoLongerThanItMay() {
        CountDownLatch never = new CountDownLatch(1);
        receiver.answer(exchange -> await(never));
        HttpWebhookSender sender = new HttpWebhookSender(
                InetAddress::getAllByName,
                new PublicAddresses(true),
                Duration.ofMillis(300),
                SSLContexts::createDefault);

        Answer answer = sender.send(message(receiver.url()));

        never.countDown();
        assertThat(answer.status()).isEmpty();
        assertThat(answer.error().orElseThrow()).startsWith("There was no answer within");
    }

    @Test
    void waitsForAnAnswerInDropsNoLongerThanItMay() {
        CountDownLatch never = new CountDownLatch(1);
        receiver.answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            await(never);
        });
        HttpWebhookSender sender = new HttpWebhookSender(
                InetAddress::getAllByName,
                new PublicAddresses(true),
                Duration.ofMillis(300),
                SSLContexts::createDefault);

        Answer answer = sender.send(message(receiver.url()));

        never.countDown();
        assertThat(answer.isGood()).isFalse();
    }

    @Test
    void saysWhyThereIsNoAnswer() {
        int port = receiver.url().getPort();
        HttpWebhookSender sender = new HttpWebhookSender(true);

        receiver.close();
        assertThat(sender.send(message(URI.create("http://127.0.0.1:" + port + "/")))
                        .error())
                .contains("The connection failed.");
        HttpWebhookSender lost = sender(
                host -> {
                    throw new UnknownHostException(host);
                },
                false);
        assertThat(lost.isAllowed(URI.create("https://lost.test/"))).isTrue();
        assertThat(lost.send(message(URI.create("https://lost.test/"))).error()).contains("The host has no address.");
    }

    private static void await(CountDownLatch latch) {
        try {
            var unused = latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpWebhookSender sender(GuardedNames.Names names, boolean isLoopbackAllowed) {
        return new HttpWebhookSender(
                names, new PublicAddresses(isLoopbackAllowed), Duration.ofSeconds(15), SSLContexts::createDefault);
    }

    private static Message message(URI url) {
        return new Message(url, "msg_1", NOW, "v1,abc", "{\"type\":\"user.invited\"}");
    }
}
