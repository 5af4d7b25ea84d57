package io.tenancy.core.oauth;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.apikey.KeyOwner;
import io.tenancy.core.program.Program;
import io.tenancy.core.program.Programs;
import io.tenancy.core.session.Client;
import io.tenancy.core.throttle.Throttle;
import io.tenancy.core.throttle.Throttle.Kind;
import java.util.Optional;

/** Authenticates clients, which are service accounts: the id names the account, the secret is a key of it. */
public final class Clients {
    private static final int LONGEST_ID = 100;

    private final Programs programs;
    private final Throttle throttle;

    public Clients(Programs programs, Throttle throttle) {
        this.programs = requireNonNull(programs);
        this.throttle = requireNonNull(throttle);
    }

    /**
     * The service account whose key it is.
     *
     * @throws Unauthenticated if the secret is wrong for whatever reason
     * @throws Limited if there were too many wrong ones
     */
    Program authenticate(ClientLogin login, Client client) {
        String subject = login.id().substring(0, Math.min(LONGEST_ID, login.id().length()));
        return throttle.attemptHere(Kind.CLIENT_SECRET, subject, client.address(), () -> verify(login));
    }

    private Program verify(ClientLogin login) {
        return programs.verify(login.secret())
                .filter(program -> isOf(program.key().owner(), login.id()))
                .orElseThrow(Clients::failed);
    }

    private static boolean isOf(KeyOwner owner, String client) {
        return owner.account().map(Object::toString).equals(Optional.of(client));
    }

    private static Unauthenticated failed() {
        return new Unauthenticated("client.failed", "The client or its secret is wrong.");
    }
}
