package io.tenancy.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.core.webhook.WebhookSender;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages by HTTP: to checked addresses, without redirects, retries, cookies, compression or a proxy, and never for
 * longer than 15 s. Safe for use by many threads.
 */
public final class HttpWebhookSender implements WebhookSender {
    private static final int EXCERPT = 1_024;
    private static final int MOST_CONNECTIONS = 256;
    private static final int MOST_OF_A_HOST = 16;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_HEADER = 8_192;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final GuardedNames names;
    private final Duration longest;
    private final Supplier<SSLContext> trust;
    private @Nullable CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "webhook-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    /** A sender to public addresses, and, where that is said, to this machine. */
    public HttpWebhookSender(boolean isLoopbackAllowed) {
        this(
                InetAddress::getAllByName,
                new PublicAddresses(isLoopbackAllowed),
                Duration.ofSeconds(15),
                SSLContexts::createDefault);
    }

    /** The same with who is trusted to vouch for hosts. */
    HttpWebhookSender(GuardedNames.Names names, PublicAddresses open, Duration longest, Supplier<SSLContext> trust) {
        this.names = new GuardedNames(names, open);
        this.longest = longest;
        this.trust = trust;
    }

    /** Made for the first message: reading whom to trust would delay each start. */
    private synchronized CloseableHttpClient client() {
        CloseableHttpClient known = client;
        if (known == null) {
            known = client(names, trust.get());
            client = known;
        }
        return known;
    }

    private static CloseableHttpClient client(GuardedNames names, SSLContext trust) {
        Http1Config limits = Http1Config.custom()
                .setMaxHeaderCount(MOST_HEADERS)
                .setMaxLineLength(LONGEST_HEADER)
                .build();
        ConnectionConfig connections = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.ofSeconds(5))
                .setSocketTimeout(Timeout.ofSeconds(15))
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .setTimeToLive(TimeValue.ofMinutes(1))
                .build();
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust))
                        .setDefaultConnectionConfig(connections)
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(limits)
                                .build())
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_OF_A_HOST)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.ofSeconds(5))
                        .setResponseTimeout(Timeout.ofSeconds(15))
                        .setRedirectsEnabled(false)
                        .build())
                .setUserAgent("Tenancy-Webhooks")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** A host that is not known now may be later; what counts is each connection. */
    @Override
    public boolean isAllowed(URI url) {
        try {
            return names.resolve(bare(url.getHost())).length > 0;
        } catch (GuardedNames.Closed e) {
            return false;
        } catch (UnknownHostException e) {
            return true;
        }
    }

    @Override
    public Answer send(Message message) {
        HttpPost post = new HttpPost(message.url());
        post.setHeader("webhook-id", message.id());
        post.setHeader("webhook-timestamp", String.valueOf(message.timestamp().getEpochSecond()));
        post.setHeader("webhook-signature", message.signature());
        post.setEntity(new StringEntity(message.body(), ContentType.APPLICATION_JSON));
        Future<?> deadline = deadlines.schedule(post::cancel, longest.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = client().executeOpen(null, post, null);
            try {
                return new Answer(
                        Optional.of(response.getCode()),
                        Optional.empty(),
                        excerpt(post, response),
                        later(response, message.timestamp()));
            } finally {
                Closer.closeQuietly(response);
            }
        } catch (IOException | RuntimeException e) {
            return Answer.failed(post.isCancelled() ? late() : sentence(e));
        } finally {
            deadline.cancel(false);
        }
    }

    /** What a receiver with too much to do says of when to come back: in seconds, or as a date. */
    private static Optional<Duration> later(ClassicHttpResponse response, Instant sent) {
        @Nullable Header header = response.getFirstHeader("Retry-After");
        boolean isBusy = response.getCode() == TOO_MANY || response.getCode() == UNAVAILABLE;
        if (header == null || !isBusy) {
            return Optional.empty();
        }
        String text = header.getValue().strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(sent, at)).filter(time -> !time.isNegative());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private String sentence(Exception failure) {
        if (failure instanceof GuardedNames.Closed) {
            return "The host leads to an address that is not public.";
        } else if (failure instanceof UnknownHostException) {
            return "The host has no address.";
        } else if (failure instanceof ConnectTimeoutException) {
            return "There was no connection within 5 s.";
        } else if (failure instanceof SSLException) {
            return "The certificate, or the encryption, cannot be accepted.";
        } else if (failure instanceof SocketTimeoutException) {
            return late();
        }
        return "The connection failed.";
    }

    private String late() {
        return "There was no answer within " + longest.toSeconds() + " s.";
    }

    /** What can be shown of the beginning of a body. What comes behind is never read: the connection is given up. */
    private static String excerpt(HttpPost post, ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        InputStream content = response.getEntity().getContent();
        byte[] bytes = content.readNBytes(EXCERPT);
        if (bytes.length == EXCERPT) {
            post.cancel();
        }
        StringBuilder shown = new StringBuilder();
        new String(bytes, UTF_8)
                .codePoints()
                .map(point -> Character.isISOControl(point) && point != '\n' && point != '\t' ? ' ' : point)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
