package io.tenancy.server.api.openapi;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.OpenAPI;
import io.tenancy.server.api.Api;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
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

    /**
     * Reads the file of additions that is named first, and writes the document to the file named second. With the folder
     * of an application's classes as third argument, the document has the application's operations beside Tenancy's own.
     */
    public static void main(String... args) throws IOException, ReflectiveOperationException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        ObjectNode additions = (ObjectNode) YAML.readTree(Path.of(args[0]).toFile());
        Path target = Path.of(args[1]);
        ObjectNode document = args.length < 3
                ? document(additions, Api.RESOURCES)
                : ApplicationDocument.beside(
                        standard(), document(additions, ApplicationDocument.resources(Path.of(args[2]))));
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.writeString(target, JSON.writeValueAsString(document) + "\n");
    }

    private static ObjectNode standard() throws IOException {
        try (InputStream file = Api.class.getResourceAsStream("/openapi.json")) {
            if (file == null) {
                throw new FileNotFoundException("The class path has no tenancy-server with its openapi.json.");
            }
            return (ObjectNode) JSON.readTree(file);
        }
    }

    private static ObjectNode document(ObjectNode additions, List<Class<?>> resources) throws IOException {
        CoreTypes types = new CoreTypes();
        ModelConverters.getInstance(true).addConverter(types);
        OpenAPI read =
                new OperationReader(new SwaggerConfiguration().openAPI31(true)).read(new LinkedHashSet<>(resources));
        ObjectNode document = (ObjectNode) JSON.readTree(Json31.mapper().writeValueAsString(read));
        document.put("openapi", "3.1.0");
        ObjectNode schemas = document.withObject("/components/schemas");
        schemas.setAll((ObjectNode) JSON.readTree(Json31.mapper()
                .writeValueAsString(ModelConverters.getInstance(true).readAll(Api.PROBLEM))));
        schemas.setAll(additions.withObject("/schemas"));
        new Operations(document, resources, additions.path("parameters"), additions.path("examples")).complete();
        merge(document, additions.withObject("/document"), "");
        RequestSchemas.complete(document);
        VersionTags.complete(document, types.versioned());
        new Examples(document, additions.path("examples"), additions.path("values")).complete();
        return document;
    }

    /** A merge patch (RFC 7396) that may add members to what is there, and no schema or property of its own. */
    private static void merge(ObjectNode target, ObjectNode patch, String path) {
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            String name = member.getKey();
            JsonNode present = target.path(name);
            if (present.isMissingNode() && path.matches("/components/schemas(/[^/]+/properties)?")) {
                throw new IllegalStateException("Nothing is called " + name + " in " + path);
            }
            if (member.getValue().isNull()) {
                target.remove(name);
            } else if (present.isObject() && member.getValue().isObject()) {
                merge((ObjectNode) present, (ObjectNode) member.getValue(), path + "/" + name);
            } else {
                target.set(name, member.getValue());
            }
        }
    }
}
