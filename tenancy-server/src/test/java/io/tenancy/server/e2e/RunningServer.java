package io.tenancy.server.e2e;

import io.tenancy.core.Secret;
import java.net.URI;

/** A server that serves, in this process or in one of its own. */
public interface RunningServer extends AutoCloseable {
    URI url();

    URI operatorUrl();

    @Override
    void close();

    /** A client that is not signed in. */
    default JsonClient anonymous() {
        return new JsonClient(url());
    }

    /** A client that is signed in. */
    default JsonClient signedIn(Person person) {
        return anonymous().signedIn(person);
    }

    /** Accepts an invitation, and signs in. */
    default JsonClient accept(Secret token, Person person) {
        anonymous()
                .post("/v1/auth/invitations/accept", Json.of("token", token.reveal(), "password", person.password()))
                .expect(200);
        return signedIn(person);
    }
}
