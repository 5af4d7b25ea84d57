package io.tenancy.server.api;

import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Answers that a resource cannot give by returning a record alone. */
final class Answers {
    private Answers() {}

    /** 201, with where the new thing is. */
    static Response created(URI where, Object what) {
        return Response.created(where).entity(what).build();
    }
}
