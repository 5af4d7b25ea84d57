package io.tenancy.server.api.openapi;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.tenancy.server.api.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Makes the OpenAPI document: swagger-core reads the resources, {@link Operations} adds what follows from how they are
 * declared, and a file adds what no code says, as examples and lengths.
 */
public final class OpenApiGenerator {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private OpenApiGenerator() {}

    /** Reads the file of additions that is named first, and writes the document to the file named second. */
    public static void main(String... args) throws IOException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        ObjectNode additions = (ObjectNode) YAML.readTree(Path.of(args[0]).toFile());
        Path target = Path.of(args[1]);
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.writeString(target, JSON.writeValueAsString(document(additions)) + "\n");
    }

    private static ObjectNode document(ObjectNode additions) throws IOException {
        ModelConverters.getInstance(true).addConverter(new CoreTypes());
        OpenAPI read = new OperationReader(new SwaggerConfiguration().openAPI31(true))
                .read(new LinkedHashSet<>(Api.RESOURCES));
        ObjectNode document = (ObjectNode) JSON.readTree(Json31.mapper().writeValueAsString(read));
        document.put("openapi", "3.1.0");
        ModelConverters.getInstance(true)
                .readAll(Api.PROBLEM)
                .forEach((name, schema) ->
                        document.withObject("/components/schemas").set(name, tree(schema)));
        new Operations(document, additions.path("parameters"), additions.path("examples")).complete();
        merge(document, (ObjectNode) additions.path("document"), "");
        RequestSchemas.complete(document);
        return document;
    }

    private static JsonNode tree(Schema<?> schema) {
        try {
            return JSON.readTree(Json31.mapper().writeValueAsString(schema));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A merge patch (RFC 7396) that may add members to what is there, and no schema or property of its own. */
    private static void merge(ObjectNode target, ObjectNode patch, String path) {
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            String name = member.getKey();
            JsonNode present = target.path(name);
            if (present.isMissingNode() && path.matches("/components/schemas(/[^/]+/properties)?")) {
                throw new IllegalStateException("Nothing is called " + name + " in " + path);
            }
            if (present.isObject() && member.getValue().isObject()) {
                merge((ObjectNode) present, (ObjectNode) member.getValue(), path + "/" + name);
            } else {
                target.set(name, member.getValue());
            }
        }
    }
}
