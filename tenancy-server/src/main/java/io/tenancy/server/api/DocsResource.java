package io.tenancy.server.api;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The API reference: Swagger UI, with scripts and styles of this server alone and none inline. */
@Path("/docs")
@Hidden
@Cost(0)
public final class DocsResource {
    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> TYPES = Map.of(
            "swagger-ui.css", "text/css;charset=utf-8",
            "swagger-ui-bundle.js", "text/javascript;charset=utf-8",
            "favicon-32x32.png", "image/png",
            "initializer.js", "text/javascript;charset=utf-8",
            "page.css", "text/css;charset=utf-8");

    /** Read for the first who asks: a start does not wait for megabytes of scripts and their digests. */
    private static final class Files {
        static final Map<String, ClassPathFile> ASSETS =
                TYPES.keySet().stream().collect(Collectors.toUnmodifiableMap(name -> name, name -> asset(name)));
        static final String VERSION = ClassPathFile.of(ASSETS.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(asset -> asset.getValue().tag())
                        .collect(Collectors.joining("\n")))
                .tag();
        static final ClassPathFile PAGE =
                ClassPathFile.of(ClassPathFile.read("/docs/index.html").text().replace("{version}", VERSION));
    }

    @GET
    @Open
    public Response page(@Context Request request) {
        return Files.PAGE
                .answer(request, "text/html;charset=utf-8", "public, no-cache")
                .header("Content-Security-Policy", POLICY)
                .build();
    }

    /** A script, style or picture; its address changes with its content, so that it can be kept for good. */
    @GET
    @Path("/{version}/{file}")
    @Open
    public Response asset(
            @PathParam("version") String wanted, @PathParam("file") String name, @Context Request request) {
        @Nullable ClassPathFile asset = Files.ASSETS.get(name);
        @Nullable String type = TYPES.get(name);
        if (asset == null || type == null || !wanted.equals(Files.VERSION)) {
            throw new NotFoundException();
        }
        return asset.answer(request, type, "public, max-age=31536000, immutable")
                .build();
    }

    private static ClassPathFile asset(String name) {
        boolean ours = name.equals("initializer.js") || name.equals("page.css");
        return ClassPathFile.read((ours ? "/docs/" : WEBJAR) + name);
    }
}
