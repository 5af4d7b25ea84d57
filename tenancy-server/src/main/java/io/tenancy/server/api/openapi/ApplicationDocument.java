package io.tenancy.server.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The document of an application that embeds Tenancy: Tenancy's own one with the application's operations in it. */
final class ApplicationDocument {
    private ApplicationDocument() {}

    /** The resources among the compiled classes of a folder, in the order of their names. */
    static List<Class<?>> resources(java.nio.file.Path classes) throws IOException, ReflectiveOperationException {
        List<String> names;
        try (Stream<java.nio.file.Path> files = Files.walk(classes)) {
            names = files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length())
                            .replace(classes.getFileSystem().getSeparator(), "."))
                    .sorted()
                    .toList();
        }
        List<Class<?>> resources = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName(name, false, Thread.currentThread().getContextClassLoader());
            if (type.isAnnotationPresent(Path.class)) {
                resources.add(type);
            }
        }
        return List.copyOf(resources);
    }

    /**
     * The standard document with what an application adds; the application says its own title.
     *
     * @throws IllegalStateException if a path, an operation's id or another schema is there already under that name
     */
    static ObjectNode beside(ObjectNode standard, ObjectNode own) {
        List<String> ids = standard.path("paths").findValuesAsText("operationId");
        own.path("paths").findValuesAsText("operationId").stream()
                .filter(ids::contains)
                .forEach(id -> clash("operationId", id));
        add(standard.withObject("/paths"), own.path("paths"), "path");
        add(standard.withObject("/components/schemas"), own.at("/components/schemas"), "schema");
        own.path("tags").forEach(standard.withArray("/tags")::add);
        standard.withObject("/info").setAll(own.withObject("/info"));
        return standard;
    }

    /** A type of the core is in both documents; two types that have the same name have other members. */
    private static void add(ObjectNode all, JsonNode more, String kind) {
        for (Map.Entry<String, JsonNode> member : more.properties()) {
            JsonNode present = all.path(member.getKey());
            if (present.isMissingNode()) {
                all.set(member.getKey(), member.getValue());
            } else if (kind.equals("path") || !members(present).equals(members(member.getValue()))) {
                clash(kind, member.getKey());
            }
        }
    }

    private static Set<String> members(JsonNode schema) {
        Set<String> names = new HashSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void clash(String kind, String name) {
        throw new IllegalStateException("Tenancy has the " + kind + " " + name + " already; give yours another name.");
    }
}
