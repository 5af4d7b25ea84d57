package io.tenancy.core.role;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Held;
import io.tenancy.core.access.Permission;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The roles of a tenant as they inherit from one another. A name that the tenant does not have allows nothing. */
public final class RoleGraph {
    /** How many roles a chain of inheritance has at most, the first and the last one included. */
    public static final int LONGEST = 8;

    private final Map<String, Role> roles = new HashMap<>();

    public RoleGraph(Collection<Role> roles) {
        roles.forEach(role -> this.roles.put(role.name(), role));
    }

    /** The graph with a role in the place of the one of that name. */
    RoleGraph with(Role changed) {
        return new RoleGraph(
                Stream.concat(roles.values().stream(), Stream.of(changed)).toList());
    }

    public Optional<Role> find(String name) {
        return Optional.ofNullable(roles.get(name));
    }

    /** Everything that these roles allow together, by themselves and by what they inherit. */
    public Set<Permission> permissions(Collection<String> names) {
        Set<Permission> permissions = new HashSet<>();
        for (String name : names) {
            paths(name).keySet().forEach(role -> permissions.addAll(role.permissions()));
        }
        return Set.copyOf(permissions);
    }

    /** The names of these roles and of all that they inherit from. */
    public Held<String> names(Collection<Holding> holdings) {
        Held<String> names = Held.lasting(Set.of());
        for (Holding holding : holdings) {
            Set<String> reached = new HashSet<>();
            holding.role().ifPresent(name -> paths(name).keySet().forEach(role -> reached.add(role.name())));
            names = names.and(Held.of(reached, holding.expiresAt()));
        }
        return names;
    }

    /** Everything that a user may do who has all this, each permission for as long as the longest of what gives it. */
    public Held<Permission> allowed(Collection<Holding> holdings) {
        Held<Permission> allowed = Held.lasting(Set.of());
        for (Holding holding : holdings) {
            Set<Permission> given =
                    new HashSet<>(permissions(holding.role().stream().toList()));
            holding.permission().ifPresent(given::add);
            allowed = allowed.and(Held.of(given, holding.expiresAt()));
        }
        return allowed;
    }

    /** Each role that is reached from one, and by which shortest chain of names: that one first, the reached one last. */
    public Map<Role, List<String>> paths(String name) {
        Map<Role, List<String>> paths = new LinkedHashMap<>();
        Deque<List<String>> open = new ArrayDeque<>(List.of(List.of(name)));
        while (!open.isEmpty()) {
            List<String> path = open.remove();
            Role role = roles.get(path.get(path.size() - 1));
            if (role != null && paths.putIfAbsent(role, path) == null) {
                role.inherits()
                        .forEach(next -> open.add(
                                Stream.concat(path.stream(), Stream.of(next)).toList()));
            }
        }
        return paths;
    }

    /**
     * Checks what a role inherits.
     *
     * @throws Invalid if it inherits from a role that the tenant does not have
     * @throws Conflict if it inherits from itself in the end, or some chain becomes longer than {@link #LONGEST}
     */
    void requireSound(Role changed) {
        for (String parent : changed.inherits()) {
            if (!roles.containsKey(parent)) {
                throw new Invalid("inherits", "inherits.unknown", "There is no role " + parent + " to inherit from.");
            }
            if (paths(parent).containsKey(changed)) {
                throw new Conflict(
                        "role.cycle", "A role cannot inherit from itself, nor from one that inherits from it.");
            }
        }
        Map<String, Integer> lengths = new HashMap<>();
        if (roles.keySet().stream().anyMatch(name -> length(name, lengths) > LONGEST)) {
            throw new Conflict("role.too_deep", "A chain of roles that inherit has at most " + LONGEST + " of them.");
        }
    }

    /** The number of roles in the longest chain that begins here; there is no cycle. */
    private int length(String name, Map<String, Integer> known) {
        Integer before = known.get(name);
        if (before != null) {
            return before;
        }
        int longest = 0;
        for (String parent : find(name).map(Role::inherits).orElse(Set.of())) {
            longest = Math.max(longest, length(parent, known));
        }
        known.put(name, longest + 1);
        return longest + 1;
    }
}
