package io.tenancy.server.api;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a JSON document, in words that name the member. */
final class JsonProblems {
    private JsonProblems() {}

    static Problem of(JsonProcessingException unreadable) {
        if (unreadable instanceof UnrecognizedPropertyException unknown) {
            return Problem.of(400, "json.unknown_member", "There is no member of this name.")
                    .at(path(unknown));
        }
        if (Problems.first(unreadable, StreamConstraintsException.class).isPresent()) {
            return Problem.of(400, "json.too_large", "The JSON is nested too deeply, or a text or number is too long.");
        }
        if (unreadable instanceof JsonMappingException mapping
                && !(unreadable.getCause() instanceof JsonParseException)) {
            return wrongType(mapping);
        }
        return isDuplicate(unreadable)
                ? duplicate(unreadable)
                : Problem.of(400, "json.malformed", "The body is not well-formed JSON.");
    }

    /**
     * The core names a member as the record knows it, as {@code contact.name}; where the document has the record under
     * another name, that is the one to tell.
     */
    static Problem relocated(Problem problem, String field, Throwable thrown) {
        String path = Problems.first(thrown, JsonMappingException.class)
                .map(JsonProblems::path)
                .orElse("");
        int dot = field.lastIndexOf('.');
        if (path.isEmpty() || dot < 0) {
            return problem;
        }
        String told = path + field.substring(dot);
        String code = problem.code().startsWith(field + ".")
                ? told + problem.code().substring(field.length())
                : problem.code();
        return Problem.of(problem.status(), code, problem.detail().replace(field, told))
                .at(told);
    }

    /** Where in the document a parser is, as {@code roles[0]}. */
    static String path(JsonStreamContext context) {
        @Nullable JsonStreamContext parent = context.getParent();
        String outer = parent == null ? "" : path(parent);
        if (context.inArray() && context.hasCurrentIndex()) {
            return outer + "[" + context.getCurrentIndex() + "]";
        }
        @Nullable String name = context.getCurrentName();
        return name == null ? outer : outer.isEmpty() ? name : outer + "." + name;
    }

    private static Problem duplicate(JsonProcessingException unreadable) {
        Problem problem = Problem.of(400, "json.duplicate_member", "A member of a JSON object comes once.");
        return unreadable.getProcessor() instanceof JsonParser parser
                ? problem.at(path(parser.getParsingContext()))
                : problem;
    }

    private static Problem wrongType(JsonMappingException mapping) {
        String path = path(mapping);
        return path.isEmpty()
                ? Problem.of(422, "json.wrong_type", "The body is a JSON object.")
                : Problem.of(422, "json.wrong_type", "The field " + path + " is of another type, or null.")
                        .at(path);
    }

    private static boolean isDuplicate(JsonProcessingException unreadable) {
        @Nullable String message = unreadable.getOriginalMessage();
        return message != null && message.startsWith("Duplicate field");
    }

    private static String path(JsonMappingException mapping) {
        return path(mapping.getPath());
    }

    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            @Nullable String name = reference.getFieldName();
            if (name == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }
}
