package io.tenancy.server.api.openapi;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenancy.server.api.ChecksVersion;
import io.tenancy.server.api.Costs;
import io.tenancy.server.api.Declaration;
import io.tenancy.server.api.Deprecation;
import io.tenancy.server.api.FreshProof;
import io.tenancy.server.api.Once;
import io.tenancy.server.api.PermissionDeclarations;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds to each operation what follows from its declaration: who may use it, and how it can refuse. */
final class Operations {
    private static final String ZIP = "application/zip";

    /** Operations for everybody that ask for a password or a token in their body, and refuse a wrong one. */
    private static final Set<String> CREDENTIALS = Set.of(
            "login",
            "refresh",
            "changePassword",
            "completeMfa",
            "enrolMfa",
            "confirmMfa",
            "issueToken",
            "introspectToken",
            "revokeToken",
            "loginWithPasskey",
            "beginMfaPasskey",
            "enrolPasskey",
            "confirmPasskey");

    /** Operations that count failures or mails, and make who has too many of them wait. */
    private static final Set<String> LIMITED = Set.of(
            "login",
            "changePassword",
            "completeMfa",
            "enrolMfa",
            "confirmMfa",
            "confirmPasskey",
            "loginWithPasskey",
            "issueToken",
            "introspectToken",
            "revokeToken",
            "stepUp",
            "confirmTotp",
            "discoverAccounts",
            "forgotPassword",
            "resetPassword",
            "changeEmail",
            "sendVerification");

    private final ObjectNode document;
    private final List<Class<?>> resources;
    private final JsonNode parameters;
    private final JsonNode examples;

    Operations(ObjectNode document, List<Class<?>> resources, JsonNode parameters, JsonNode examples) {
        this.document = requireNonNull(document);
        this.resources = List.copyOf(resources);
        this.parameters = requireNonNull(parameters);
        this.examples = requireNonNull(examples);
    }

    void complete() {
        resources.stream().flatMap(PermissionDeclarations::operations).forEach(this::complete);
        ObjectNode components = document.withObject("/components");
        Refusal.ALL.forEach(refusal -> refusal.describe(components));
        components.path("schemas").forEach(Operations::completePage);
        RateDocument.define(components);
    }

    private void complete(Method method) {
        String path = path(method.getDeclaringClass()) + path(method);
        JsonNode found = document.path("paths").path(path).path(verb(method));
        if (!(found instanceof ObjectNode operation)) {
            return; // hidden, because it is about the document itself
        }
        Declaration declared = Declaration.of(method).orElseThrow();
        boolean open = declared instanceof Declaration.ForAll;
        operation.put("x-required-permission", declared.name());
        if (declared instanceof Declaration.ForSignedIn signedIn) {
            signedIn.ofPrograms()
                    .ifPresent(permission -> operation.put("x-required-permission-of-programs", permission.name()));
        }
        if (method.isAnnotationPresent(FreshProof.class)) {
            operation.put("x-fresh-proof", true);
        }
        ArrayNode security = operation.putArray("security");
        if (!open) {
            security.addObject().putArray("bearerAuth");
        }
        if (method.isAnnotationPresent(Deprecation.class)
                || method.getDeclaringClass().isAnnotationPresent(Deprecation.class)) {
            operation.put("deprecated", true);
        }
        versions(operation, method);
        if (method.isAnnotationPresent(Once.class)) {
            ((ObjectNode) header(operation, "Idempotency-Key", false)
                            .put("description", "Requests of a caller with the same key are done once.")
                            .path("schema"))
                    .put("minLength", 1)
                    .put("maxLength", 255)
                    .put("pattern", "^[\\x21-\\x7e]+$");
        }
        operation.path("parameters").forEach(this::completeParameter);
        completeBody(operation);
        ObjectNode responses = operation.withObject("/responses");
        success(responses, method);
        replayed(responses, method);
        boolean limited = Costs.of(method) > 0;
        Stream.concat(refusals(operation, path, verb(method), open, limited), versionRefusals(method))
                .filter(status -> !responses.has(String.valueOf(status)))
                .forEach(status -> responses
                        .putObject(String.valueOf(status))
                        .put("$ref", "#/components/responses/Problem" + status));
        if (limited) {
            RateDocument.complete(responses);
        }
    }

    private static Stream<Integer> versionRefusals(Method method) {
        @Nullable ChecksVersion version = method.getAnnotation(ChecksVersion.class);
        if (version == null) {
            return Stream.of();
        }
        return version.required() ? Stream.of(412, 428) : Stream.of(412);
    }

    private static void versions(ObjectNode operation, Method method) {
        @Nullable ChecksVersion version = method.getAnnotation(ChecksVersion.class);
        if (version != null) {
            header(operation, "If-Match", version.required())
                    .put("description", "The ETag of what was read; * where any state will do.")
                    .put("example", "*");
        }
    }

    private static ObjectNode header(ObjectNode operation, String name, boolean required) {
        ObjectNode parameter = operation.withArray("/parameters").addObject();
        parameter.put("name", name).put("in", "header").put("required", required);
        parameter.putObject("schema").put("type", "string");
        return parameter;
    }

    private static Stream<Integer> refusals(
            ObjectNode operation, String path, String verb, boolean open, boolean limited) {
        boolean body = operation.at("/requestBody/content").has("application/json");
        boolean query = operation.path("parameters").findValuesAsText("in").contains("query");
        boolean isDecision = path.startsWith("/access/v1/")
                || path.startsWith("/ofrep/v1/"); // these have the statuses of their standard
        boolean credentials = CREDENTIALS.contains(operation.path("operationId").asText());
        return Stream.of(
                        400,
                        open && !credentials ? null : 401,
                        open && !credentials ? null : 403,
                        path.contains("{") || path.startsWith("/v1/me/visit") ? 404 : null,
                        406,
                        open || verb.equals("get") ? null : 409,
                        413,
                        isDecision ? null : 415,
                        !isDecision && (body || query) ? 422 : null,
                        limited
                                        || LIMITED.contains(
                                                operation.path("operationId").asText())
                                ? 429
                                : null,
                        500,
                        503)
                .filter(Objects::nonNull);
    }

    /** swagger-core calls the answer of a method that says nothing else its default one. */
    private static void success(ObjectNode responses, Method method) {
        @Nullable JsonNode standard = responses.remove("default");
        if (standard instanceof ObjectNode answer) {
            answer.put("description", "Done.");
            responses.set(method.getReturnType() == void.class ? "204" : "200", answer);
        }
        if (responses.path("201") instanceof ObjectNode created) {
            created.withObject("/headers/Location")
                    .put("description", "Where the new thing is.")
                    .put("required", true)
                    .withObject("/schema")
                    .put("type", "string")
                    .put("format", "uri");
        }
    }

    private static void replayed(ObjectNode responses, Method method) {
        if (method.isAnnotationPresent(Once.class)) {
            responses.properties().stream()
                    .filter(response -> response.getKey().startsWith("2"))
                    .forEach(response -> ((ObjectNode) response.getValue())
                            .withObject("/headers/Idempotency-Replayed")
                            .put("description", "true where it is the answer to an earlier request with this key.")
                            .withObject("/schema")
                            .put("type", "string"));
        }
    }

    private void completeParameter(JsonNode parameter) {
        JsonNode more = parameters.path(parameter.path("name").asText());
        if (more instanceof ObjectNode object) {
            ((ObjectNode) parameter).withObject("/schema").setAll(object);
        }
        if (parameter.path("in").asText().equals("path")
                && parameter.at("/schema/format").asText().equals("uuid")) {
            ((ObjectNode) parameter).put("example", "0199d4a0-5b7e-7c1f-8f3a-2d1c6b9e4f70");
        }
    }

    /** A file is no JSON, and has no example. */
    private void completeBody(ObjectNode operation) {
        if (operation.path("requestBody") instanceof ObjectNode body) {
            body.put("required", true);
            body.path("content").properties().forEach(content -> {
                if (content.getKey().equals(ZIP)) {
                    ((ObjectNode) content.getValue())
                            .putObject("schema")
                            .put("type", "string")
                            .put("format", "binary");
                } else {
                    completeContent(content.getValue());
                }
            });
        }
    }

    private void completeContent(JsonNode content) {
        boolean isList = content.path("schema").has("items");
        JsonNode one = isList ? content.path("schema").path("items") : content.path("schema");
        String schema = one.path("$ref").asText();
        JsonNode example = examples.path(schema.substring(schema.lastIndexOf('/') + 1));
        if (example.isMissingNode()) {
            throw new IllegalStateException("There is no example of " + schema);
        }
        if (isList) {
            ((ObjectNode) content).putArray("example").add(example);
        } else {
            ((ObjectNode) content).set("example", example);
        }
    }

    private static void completePage(JsonNode schema) {
        if (schema.path("properties").has("items") && schema.path("properties").has("next")) {
            ObjectNode page = (ObjectNode) schema;
            page.putArray("required").add("items");
            page.withObject("/properties/next")
                    .put("description", "The cursor of the next page; absent on the last one.");
        }
    }

    private static String path(AnnotatedElement element) {
        @Nullable Path path = element.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    private static String verb(Method method) {
        List<String> verbs = Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .toList();
        return verbs.get(0).toLowerCase(Locale.ROOT);
    }
}
