package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Configuration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.glassfish.jersey.server.model.ModelProcessor;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.server.model.ResourceModel;

/**
 * Puts the paths of our resources under few roots, whatever classes they are in. For each request Jersey tries the patterns of
 * the roots one by one, and then those below the root that matches: with a root for each class that is a hundred of
 * them, and a twelfth of the work for a short answer. Of the paths that match, the one with most literal characters wins, as
 * before.
 */
@Priority(1) // before Jersey's own, which gives each path its OPTIONS
final class CommonRoots implements ModelProcessor {
    /** So many paths with the same first two segments have a root of their own; others share that of the first segment. */
    private static final int MANY = 15;

    private static final Pattern ONE_SEGMENT = Pattern.compile("(?:/[^/{]++(?![^/]))?");
    private static final Pattern TWO_SEGMENTS = Pattern.compile("(?:/[^/{]++(?![^/])){0,2}");

    private final Set<Class<?>> ours;

    CommonRoots(Collection<Class<?>> ours) {
        this.ours = Set.copyOf(ours);
    }

    @Override
    public ResourceModel processResourceModel(ResourceModel model, Configuration configuration) {
        Map<String, List<ResourceMethod>> paths = new TreeMap<>();
        List<Resource> others = new ArrayList<>();
        for (Resource resource : model.getResources()) {
            if (isOurs(resource)) {
                collect("", resource, paths);
            } else {
                others.add(resource);
            }
        }
        if (others.stream().anyMatch(other -> mayMeet(other, paths.keySet()))) {
            return model;
        }
        ResourceModel.Builder joined = new ResourceModel.Builder(others, false);
        roots(paths.keySet()).forEach((start, below) -> joined.addResource(root(start, below, paths)));
        return joined.build();
    }

    @Override
    public ResourceModel processSubResource(ResourceModel model, Configuration configuration) {
        return model;
    }

    private boolean isOurs(Resource resource) {
        return !resource.getHandlerClasses().isEmpty() && ours.containsAll(resource.getHandlerClasses());
    }

    private static void collect(String above, Resource resource, Map<String, List<ResourceMethod>> paths) {
        String path = above + resource.getPath();
        if (!resource.getAllMethods().isEmpty()) {
            paths.computeIfAbsent(path, any -> new ArrayList<>()).addAll(resource.getAllMethods());
        }
        resource.getChildResources().forEach(child -> collect(path, child, paths));
    }

    /**
     * Whether an application's resource could match what ours do, so that a change of roots would change who is asked first. One
     * without any literal, as for the pages of a single-page application, comes last in any case.
     */
    private static boolean mayMeet(Resource other, Set<String> paths) {
        String start = start(TWO_SEGMENTS, other.getPath());
        return other.getPathPattern().getTemplate().getNumberOfExplicitCharacters() > 1
                && paths.stream().anyMatch(path -> (start(TWO_SEGMENTS, path) + "/").startsWith(start + "/"));
    }

    private static Map<String, List<String>> roots(Set<String> paths) {
        Map<String, Long> sizes =
                paths.stream().collect(Collectors.groupingBy(path -> start(TWO_SEGMENTS, path), Collectors.counting()));
        return paths.stream().collect(Collectors.groupingBy(path -> {
            String two = start(TWO_SEGMENTS, path);
            return requireNonNull(sizes.get(two)) < MANY ? start(ONE_SEGMENT, path) : two;
        }));
    }

    private static Resource root(String start, List<String> below, Map<String, List<ResourceMethod>> paths) {
        Resource.Builder root = Resource.builder(start);
        for (String path : below) {
            Resource.Builder place = path.equals(start) ? root : root.addChildResource(path.substring(start.length()));
            requireNonNull(paths.get(path)).forEach(place::addMethod);
        }
        return root.build();
    }

    /** The literal segments with which a path begins. */
    private static String start(Pattern segments, String path) {
        Matcher matcher = segments.matcher(path);
        return matcher.lookingAt() ? matcher.group() : "";
    }
}
