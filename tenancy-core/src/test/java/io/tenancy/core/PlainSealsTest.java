package io.tenancy.core;

import io.tenancy.core.mail.MailSeal;
import io.tenancy.core.mfa.KeyBox;
import io.tenancy.core.setting.SettingBox;
import io.tenancy.core.webhook.WebhookSeal;
import io.tenancy.testkit.PlainBox;
import io.tenancy.testkit.PlainSeal;
import io.tenancy.testkit.PlainTotp;
import io.tenancy.testkit.PlainWebhookSeal;
import io.tenancy.testkit.SealsContract;

final class PlainSealsTest extends SealsContract {
    @Override
    protected MailSeal mails() {
        return new PlainSeal();
    }

    @Override
    protected KeyBox keys() {
        return new PlainTotp();
    }

    @Override
    protected SettingBox settings() {
        return new PlainBox();
    }

    @Override
    protected WebhookSeal webhooks() {
        return new PlainWebhookSeal();
    }
}
