package io.tenancy.server.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tenancy.core.access.Permission;
import io.tenancy.core.decision.Question;
import io.tenancy.core.decision.Semantic;
import io.tenancy.core.decision.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a resource server asks (OpenID AuthZEN Authorization API 1.0). Members that are not known here are of extensions,
 * and as properties and context play no part in the decision.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record AccessRequest(
        Optional<Entity> subject,
        Optional<Action> action,
        Optional<Entity> resource,
        Optional<Map<String, Object>> context) {

    /** A subject or a resource. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Entity(Optional<String> type, Optional<String> id, Optional<Map<String, Object>> properties) {
        private Entity over(Optional<Entity> common) {
            return new Entity(
                    type.or(() -> common.flatMap(Entity::type)), id.or(() -> common.flatMap(Entity::id)), properties);
        }
    }

    /** What is to be done. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Action(Optional<String> name, Optional<Map<String, Object>> properties) {
        private Action over(Optional<Action> common) {
            return new Action(name.or(() -> common.flatMap(Action::name)), properties);
        }
    }

    /**
     * Several requests. What one of them lacks, it has from the members of the whole; so has a subject, action or resource
     * that lacks its type, id or name.
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record AccessRequests(
            Optional<Entity> subject,
            Optional<Action> action,
            Optional<Entity> resource,
            Optional<Map<String, Object>> context,
            Optional<List<AccessRequest>> evaluations,
            Optional<Options> options) {

        AccessRequest whole() {
            return new AccessRequest(subject, action, resource, context);
        }

        List<AccessRequest> all() {
            return evaluations.orElse(List.of()).stream()
                    .map(one -> new AccessRequest(
                            one.subject().map(own -> own.over(subject)).or(this::subject),
                            one.action().map(own -> own.over(action)).or(this::action),
                            one.resource().map(own -> own.over(resource)).or(this::resource),
                            one.context().or(this::context)))
                    .toList();
        }

        Semantic semantic() {
            String word = options.flatMap(Options::semantic).orElse("execute_all");
            return Stream.of(Semantic.values())
                    .filter(known -> CoreJson.word(known).equals(word))
                    .findAny()
                    .orElseThrow(() -> malformed("options.evaluations_semantic"));
        }
    }

    /** How several requests are answered. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Options(@JsonProperty("evaluations_semantic") Optional<String> semantic) {}

    /** The question behind it. An action that is no permission may be a verb, whose noun is the type of the resource. */
    Question question() {
        Entity who = subject.orElseThrow(() -> malformed("subject"));
        Entity what = resource.orElseThrow(() -> malformed("resource"));
        String kind = who.type().orElseThrow(() -> malformed("subject.type"));
        String id = who.id().orElseThrow(() -> malformed("subject.id"));
        String verb = action.orElseThrow(() -> malformed("action")).name().orElseThrow(() -> malformed("action.name"));
        String noun = what.type().orElseThrow(() -> malformed("resource.type"));
        var unused = what.id().orElseThrow(() -> malformed("resource.id"));
        return new Question(
                Stream.of(Subject.Kind.values())
                        .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(kind))
                        .findAny()
                        .map(known -> new Subject(known, id)),
                permission(verb.contains(":") ? verb : noun + ":" + verb));
    }

    /** The same of one among others, which does not spoil them by what it lacks. */
    Question questionAmongOthers() {
        try {
            return question();
        } catch (Problem.Refusal e) {
            return Question.INCOMPLETE;
        }
    }

    private static Optional<Permission> permission(String name) {
        try {
            return Optional.of(new Permission(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Problem.Refusal malformed(String field) {
        return Problem.badRequest(
                "access.incomplete", "The field " + field + " is missing or not what it can be.", field);
    }
}
