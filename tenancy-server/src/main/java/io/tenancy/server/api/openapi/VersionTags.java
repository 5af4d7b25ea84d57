package io.tenancy.server.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The state that an answer shows has a name in its ETag, and who has seen that state need not get it again. */
final class VersionTags {
    private VersionTags() {}

    static void complete(ObjectNode document, Set<String> versioned) {
        document.path("paths")
                .forEach(path -> path.properties().forEach(operation -> {
                    ObjectNode responses = ((ObjectNode) operation.getValue()).withObject("/responses");
                    for (String status : new String[] {"200", "201", "202"}) {
                        if (shows(responses.path(status), versioned)) {
                            tag(
                                    (ObjectNode) responses.get(status),
                                    operation.getKey().equals("get"));
                            unchanged(responses, operation.getKey());
                        }
                    }
                }));
    }

    private static boolean shows(JsonNode response, Set<String> versioned) {
        String schema = response.at("/content/application~1json/schema/$ref").asText();
        return versioned.contains(schema.substring(schema.lastIndexOf('/') + 1));
    }

    private static void tag(ObjectNode answer, boolean read) {
        answer.withObject("/headers/ETag")
                .put("description", "Which state this is, for If-Match" + (read ? " and If-None-Match." : "."))
                .withObject("/schema")
                .put("type", "string");
    }

    private static void unchanged(ObjectNode responses, String verb) {
        if (verb.equals("get")) {
            responses.putObject("304").put("description", "It is in the state that If-None-Match names.");
        }
    }
}
