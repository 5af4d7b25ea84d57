package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceModel;
import org.junit.jupiter.api.Test;

/** Fewer roots, and the same paths. */
final class CommonRootsTest {
    private final CommonRoots roots = new CommonRoots(Api.RESOURCES);

    @Test
    void everyOperationKeepsItsPath() {
        ResourceModel model = model();

        ResourceModel joined = processed(model);

        assertThat(operations(joined.getResources()))
                .hasSizeGreaterThan(250)
                .isEqualTo(operations(model.getResources()));
    }

    @Test
    void thereAreFewRootsAndFewPathsBelowEach() {
        ResourceModel joined = processed(model());

        assertThat(joined.getResources())
                .hasSizeLessThan(15)
                .allSatisfy(root ->
                        assertThat(root.getChildResources()).as(root.getPath()).hasSizeLessThan(100));
    }

    @Test
    void pathsOfAnApplicationStandBesideThem() {
        ResourceModel joined = processed(model(Notes.class, Pages.class));

        assertThat(joined.getResources())
                .extracting(Resource::getPath)
                .contains("/v1/notes", "/{page}", "/v1/users", "/v1")
                .hasSizeLessThan(17);
    }

    @Test
    void whereOneOfAnApplicationCouldTakeARequestOfOursAllStaysAsItIs() {
        for (Class<?> other : List.of(UserNotes.class, Anything.class, Version.class)) {
            ResourceModel model = model(other);

            assertThat(processed(model)).as(other.getSimpleName()).isSameAs(model);
        }
    }

    @Path("/v1/notes")
    static final class Notes {
        @GET
        public String list() {
            return "";
        }
    }

    @Path("/{page}")
    static final class Pages {
        @GET
        public String show() {
            return "";
        }
    }

    @Path("/v1/users/{id}")
    static final class UserNotes {
        @GET
        @Path("/notes")
        public String list() {
            return "";
        }
    }

    @Path("/{version}/{thing}")
    static final class Anything {
        @GET
        public String show() {
            return "";
        }
    }

    @Path("/v1")
    static final class Version {
        @GET
        @Path("/notes")
        public String list() {
            return "";
        }
    }

    private ResourceModel processed(ResourceModel model) {
        return roots.processResourceModel(model, new ResourceConfig().getConfiguration());
    }

    private static ResourceModel model(Class<?>... others) {
        List<Resource> resources = Stream.concat(Api.RESOURCES.stream(), Stream.of(others))
                .map(Resource::from)
                .toList();
        return new ResourceModel.Builder(resources, false).build();
    }

    /** The method behind each HTTP method of each path. */
    private static Map<String, String> operations(List<Resource> resources) {
        Map<String, String> operations = new TreeMap<>();
        resources.forEach(resource -> add("", resource, operations));
        return operations;
    }

    private static void add(String above, Resource resource, Map<String, String> operations) {
        String path = above + resource.getPath();
        resource.getResourceMethods()
                .forEach(method -> operations.put(
                        method.getHttpMethod() + " " + path,
                        method.getInvocable().getHandlingMethod() + " " + method.getConsumedTypes()
                                + method.getProducedTypes() + method.getNameBindings()));
        resource.getChildResources().forEach(child -> add(path, child, operations));
    }
}
