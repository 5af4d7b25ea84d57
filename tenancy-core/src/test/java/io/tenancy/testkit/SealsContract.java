package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.core.mail.MailSeal;
import io.tenancy.core.mfa.KeyBox;
import io.tenancy.core.setting.SettingBox;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import io.tenancy.core.webhook.WebhookId;
import io.tenancy.core.webhook.WebhookSeal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every port does that seals secrets: what is sealed for a row opens there, and nowhere else. An adapter proves itself
 * with one class that extends this and supplies its ports.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SealsContract {
    private static final Secret SECRET = new Secret("whsec_\u00fc\n4711");
    private static final TenantId ACME = new TenantId(new UUID(1, 1));
    private static final TenantId GLOBEX = new TenantId(new UUID(1, 2));
    private static final UUID ONE = new UUID(2, 1);
    private static final UUID OTHER = new UUID(2, 2);

    protected abstract MailSeal mails();

    protected abstract KeyBox keys();

    protected abstract SettingBox settings();

    protected abstract WebhookSeal webhooks();

    /** A row that secrets are sealed for. */
    private record Row(Function<Secret, String> seal, Function<String, Secret> open) {}

    /**
     * What one port seals for.
     *
     * @param others rows that differ from the first in one part of what tells rows apart
     */
    private record Rows(String port, Row row, List<Row> others) {
        @Override
        public String toString() {
            return port;
        }
    }

    final Stream<Rows> ports() {
        return Stream.of(
                new Rows("MailSeal", mail(ONE), List.of(mail(OTHER))),
                new Rows("KeyBox", key(ACME, ONE), List.of(key(ACME, OTHER), key(GLOBEX, ONE))),
                new Rows("WebhookSeal", webhook(ACME, ONE), List.of(webhook(ACME, OTHER), webhook(GLOBEX, ONE))),
                new Rows(
                        "SettingBox",
                        setting(Optional.of(ACME), Optional.of(ONE), "one"),
                        List.of(
                                setting(Optional.of(ACME), Optional.of(ONE), "other"),
                                setting(Optional.of(ACME), Optional.of(OTHER), "one"),
                                setting(Optional.of(ACME), Optional.empty(), "one"),
                                setting(Optional.of(GLOBEX), Optional.of(ONE), "one"),
                                setting(Optional.empty(), Optional.empty(), "one"))));
    }

    @ParameterizedTest
    @MethodSource("ports")
    final void opensWhatItHasSealed(Rows port) {
        String sealed = port.row().seal().apply(SECRET);

        assertThat(port.row().open().apply(sealed)).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @MethodSource("ports")
    final void opensACopyInNoOtherRow(Rows port) {
        String sealed = port.row().seal().apply(SECRET);

        port.others()
                .forEach(other ->
                        assertThatThrownBy(() -> other.open().apply(sealed)).isInstanceOf(IllegalStateException.class));
    }

    @ParameterizedTest
    @MethodSource("ports")
    final void opensNothingThatItHasNotSealed(Rows port) {
        String sealed = port.row().seal().apply(SECRET);

        Stream.of("", "de", "no seal", sealed.substring(4))
                .forEach(text -> assertThatThrownBy(() -> port.row().open().apply(text))
                        .isInstanceOf(IllegalStateException.class));
    }

    private Row mail(UUID id) {
        return new Row(secret -> mails().seal(id, secret), text -> mails().open(id, text));
    }

    private Row key(TenantId tenant, UUID user) {
        UserId id = new UserId(user);
        return new Row(secret -> keys().seal(tenant, id, secret), text -> keys().open(tenant, id, text));
    }

    private Row webhook(TenantId tenant, UUID webhook) {
        WebhookId id = new WebhookId(webhook);
        return new Row(
                secret -> webhooks().seal(tenant, id, secret),
                text -> webhooks().open(tenant, id, text));
    }

    private Row setting(Optional<TenantId> tenant, Optional<UUID> user, String key) {
        SettingBox.Row row = new SettingBox.Row(tenant, user.map(UserId::new), key);
        return new Row(
                secret -> settings().seal(row, secret), text -> settings().open(row, text));
    }
}
