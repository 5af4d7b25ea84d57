package io.tenancy.testkit;

import io.tenancy.core.Secret;
import io.tenancy.core.mail.MailSeal;
import java.util.UUID;

/** A seal that anybody can open, for tests. */
public final class PlainSeal implements MailSeal {
    @Override
    public String seal(UUID id, Secret letter) {
        return id + " " + letter.reveal();
    }

    @Override
    public Secret open(UUID id, String sealed) {
        if (!sealed.startsWith(id + " ")) {
            throw new IllegalStateException("The letter is another.");
        }
        return new Secret(sealed.substring(id.toString().length() + 1));
    }
}
