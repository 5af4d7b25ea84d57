package io.tenancy.server.api.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a status of a refusal means, and one of the problems that come with it. */
record Refusal(int status, String description, String title, String code, String detail) {
    static final List<Refusal> ALL = List.of(
            new Refusal(
                    400,
                    "The request is malformed: a query parameter, the JSON, a member that is not known.",
                    "Bad Request",
                    "json.malformed",
                    "The body is not JSON."),
            new Refusal(
                    401,
                    "There is no valid credential.",
                    "Unauthorized",
                    "token.invalid",
                    "The access token is missing, expired or not ours."),
            new Refusal(
                    403,
                    "The caller may not do this, or the tenant is suspended or read-only.",
                    "Forbidden",
                    "access.denied",
                    "This needs the permission user:write."),
            new Refusal(
                    404,
                    "There is no such thing that the caller can see.",
                    "Not Found",
                    "user.not_found",
                    "There is no such user."),
            new Refusal(
                    406,
                    "The answer is not of a type that Accept names.",
                    "Not Acceptable",
                    "accept.unsatisfiable",
                    "The answer is not of a type that Accept names."),
            new Refusal(
                    409,
                    "The request clashes with what is stored.",
                    "Conflict",
                    "user.email_taken",
                    "The tenant has a user with this e-mail address."),
            new Refusal(
                    412,
                    "The thing is in another state than the one that If-Match names.",
                    "Precondition Failed",
                    "version.stale",
                    "It has been changed since; read it again."),
            new Refusal(
                    413,
                    "The body has more than 1 MiB after inflation, or 16 KiB where the operation is open or takes no body.",
                    "Content Too Large",
                    "body.too_large",
                    "The body is too large."),
            new Refusal(
                    415,
                    "The body is not of the type that the operation takes in UTF-8, or compressed otherwise than by gzip.",
                    "Unsupported Media Type",
                    "body.unsupported_type",
                    "The body has to be application/json in UTF-8."),
            new Refusal(
                    422,
                    "A value breaks a rule; field says which.",
                    "Unprocessable Content",
                    "limit.out_of_range",
                    "The limit is from 1 to 200."),
            new Refusal(
                    428,
                    "There is no If-Match.",
                    "Precondition Required",
                    "version.required",
                    "Say If-Match, or * for any."),
            new Refusal(
                    429,
                    "There were too many requests, failures or mails; code says by whose limit, Retry-After for how long to wait.",
                    "Too Many Requests",
                    "login.throttled",
                    "There were too many failures. Try again later."),
            new Refusal(
                    500,
                    "A fault of ours; the request id leads to it.",
                    "Internal Server Error",
                    "server.error",
                    "Something went wrong here."),
            new Refusal(
                    503,
                    "The server cannot do this now. Try again later.",
                    "Service Unavailable",
                    "server.unavailable",
                    "The server cannot answer now. Try again later."));

    String name() {
        return "Problem" + status;
    }

    /** Adds itself to the responses that operations refer to. */
    void describe(ObjectNode components) {
        ObjectNode response = components.withObject("/responses/" + name());
        response.put("description", description);
        if (status == 401) {
            header(response, "WWW-Authenticate", "string");
        }
        if (status == 429 || status == 503) {
            header(response, "Retry-After", "integer");
        }
        if (status == 429) {
            RateDocument.refer(response);
        }
        ObjectNode content = response.withObject("/content/application~1problem+json");
        content.putObject("schema").put("$ref", "#/components/schemas/Problem");
        content.putObject("example")
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("code", code)
                .put("detail", detail)
                .put("requestId", "0199d4a0-5b7e-7c1f-8f3a-2d1c6b9e4f70");
    }

    private static void header(ObjectNode response, String name, String type) {
        response.withObject("/headers/" + name).withObject("/schema").put("type", type);
    }
}
