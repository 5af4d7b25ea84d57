package io.tenancy.auth;

import io.tenancy.core.MasterKey;
import io.tenancy.core.mail.MailSeal;
import io.tenancy.core.mfa.KeyBox;
import io.tenancy.core.setting.SettingBox;
import io.tenancy.core.webhook.WebhookSeal;
import io.tenancy.testkit.SealsContract;
import java.security.SecureRandom;
import java.util.Base64;

final class SealsTest extends SealsContract {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MasterKey key = MasterKey.ofBase64(Base64.getEncoder().encodeToString(new byte[32]));

    @Override
    protected MailSeal mails() {
        return Auth.mailSeal(key, RANDOM);
    }

    @Override
    protected KeyBox keys() {
        return Auth.keyBox(key, RANDOM);
    }

    @Override
    protected SettingBox settings() {
        return Auth.settingBox(key, RANDOM);
    }

    @Override
    protected WebhookSeal webhooks() {
        return Auth.webhookSeal(key, RANDOM);
    }
}
