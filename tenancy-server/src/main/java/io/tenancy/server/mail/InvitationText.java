package io.tenancy.server.mail;

import io.tenancy.core.mail.Mail;
import java.net.URI;

/** The words of an invitation, with the token in them. Every address in it comes from the configuration. */
public final class InvitationText {
    private InvitationText() {}

    public static String of(Mail.Invitation invitation, URI baseUrl) {
        return """
                %s <%s> is invited to %s (%s). The invitation is good until %s, works once, and is shown only here:

                  %s

                Accept it at

                  %s/accept-invitation#token=%s

                or with a password of 15 characters or more by

                  curl -X POST %s/v1/auth/invitations/accept -H 'Content-Type: application/json' \\
                    -d '{"token": "%s", "password": "<the new password>"}'
                """.formatted(
                        invitation.name(),
                        invitation.to(),
                        invitation.tenantName(),
                        invitation.tenant(),
                        invitation.expiresAt(),
                        invitation.token().reveal(),
                        baseUrl,
                        invitation.token().reveal(),
                        baseUrl,
                        invitation.token().reveal());
    }
}
