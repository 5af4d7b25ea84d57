package io.tenancy.server.console;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.annotations.Hidden;
import io.tenancy.server.api.AnyQuery;
import io.tenancy.server.api.Cost;
import io.tenancy.server.api.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The pages of the console: one document for every address, and the files it is made of. */
@Path("/console")
@Hidden
@Cost(0)
public final class ConsoleResource {
    private final URI baseUrl;
    private @Nullable ConsoleFiles read;

    public ConsoleResource(URI baseUrl) {
        this.baseUrl = requireNonNull(baseUrl);
    }

    /** Read for the first who asks: a start does not wait for every file and its digest. */
    private synchronized ConsoleFiles files() {
        ConsoleFiles known = read;
        if (known == null) {
            known = ConsoleFiles.read(baseUrl);
            read = known;
        }
        return known;
    }

    @GET
    @Open
    @AnyQuery
    public Response start(@Context Request request) {
        return document(request);
    }

    /** The address of a page is read by a script, so each of them has the same document. */
    @GET
    @Path("/{page: .+}")
    @Open
    @AnyQuery
    public Response page(@Context Request request) {
        return document(request);
    }

    /** A file; its address changes with the content of all of them, so that it can be kept for good. */
    @GET
    @Path("/assets/{version}/{file: .+}")
    @Open
    public Response asset(
            @PathParam("version") String version, @PathParam("file") String name, @Context Request request) {
        ConsoleFiles files = files();
        if (!version.equals(files.version())) {
            throw new NotFoundException();
        }
        ConsoleFiles.Asset asset = files.asset(name).orElseThrow(NotFoundException::new);
        return asset.file()
                .answer(request, asset.type(), "public, max-age=31536000, immutable")
                .build();
    }

    private Response document(Request request) {
        ConsoleFiles files = files();
        return files.document()
                .answer(request, "text/html;charset=utf-8", "no-cache")
                .header("Content-Security-Policy", files.policy())
                .build();
    }
}
