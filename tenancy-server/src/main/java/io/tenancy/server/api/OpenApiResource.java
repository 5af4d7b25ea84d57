package io.tenancy.server.api;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** The description of this API, as the build has made it. */
@Path("/openapi.json")
@Hidden
@Cost(0)
public final class OpenApiResource {
    private final ClassPathFile document = ClassPathFile.read("/openapi.json");

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Open
    public Response get(@Context Request request) {
        return document.answer(request, MediaType.APPLICATION_JSON, "public, no-cache")
                .build();
    }
}
