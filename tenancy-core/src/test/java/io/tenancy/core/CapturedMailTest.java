package io.tenancy.core;

import io.tenancy.core.mail.Mail;
import io.tenancy.core.mail.Sender;
import io.tenancy.testkit.CapturedMail;
import io.tenancy.testkit.SenderContract;
import java.util.List;

final class CapturedMailTest extends SenderContract {
    private final CapturedMail mail = new CapturedMail();

    @Override
    protected Sender sender() {
        return mail;
    }

    @Override
    protected List<String> received(String address) {
        return mail.all().stream()
                .filter(one -> one.to().equals(address))
                .map(one ->
                        one + (one instanceof Mail.WithToken with ? with.token().reveal() : ""))
                .toList();
    }

    @Override
    protected void breakDown() {
        mail.setBroken(true);
    }
}
