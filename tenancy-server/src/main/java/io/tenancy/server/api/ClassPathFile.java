package io.tenancy.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.core.Sha256;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A file of the class path, held in memory with its entity tag. */
public final class ClassPathFile {
    private final byte[] bytes;
    private final String tag;

    private ClassPathFile(byte[] bytes) {
        this.bytes = bytes;
        this.tag = digest(bytes);
    }

    static ClassPathFile read(String name) {
        try (InputStream file = ClassPathFile.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new FileNotFoundException("The class path has no " + name);
            }
            return new ClassPathFile(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with this text. */
    public static ClassPathFile of(String text) {
        return of(text.getBytes(UTF_8));
    }

    /** A file with these bytes. */
    public static ClassPathFile of(byte[] bytes) {
        return new ClassPathFile(bytes.clone());
    }

    /** The content, read as UTF-8. */
    public String text() {
        return new String(bytes, UTF_8);
    }

    /** A digest of the content. */
    public String tag() {
        return tag;
    }

    /** The file, or 304 to a client that has it. */
    public Response.ResponseBuilder answer(Request request, String type, String caching) {
        EntityTag entityTag = new EntityTag(tag);
        Response.@Nullable ResponseBuilder unchanged = request.evaluatePreconditions(entityTag);
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(bytes).type(type) : unchanged;
        return answer.tag(entityTag).header(HttpHeaders.CACHE_CONTROL, caching);
    }

    private static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.of(bytes), 0, 16);
    }
}
