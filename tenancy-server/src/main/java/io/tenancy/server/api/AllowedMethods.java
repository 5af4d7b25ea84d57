package io.tenancy.server.api;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets {@code Allow} name the same methods in each answer that has it: Jersey forgets HEAD where it refuses another one. */
final class AllowedMethods implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        @Nullable String allowed = response.getHeaderString(HttpHeaders.ALLOW);
        if (allowed != null) {
            Set<String> methods = new TreeSet<>();
            Stream.of(allowed.split(",", -1)).map(String::strip).forEach(methods::add);
            if (methods.contains(HttpMethod.GET)) {
                methods.add(HttpMethod.HEAD);
            }
            response.getHeaders().putSingle(HttpHeaders.ALLOW, String.join(", ", methods));
        }
        if (request.getMethod().equals(HttpMethod.OPTIONS) && response.getStatus() == 200) {
            response.setEntity(null);
        }
    }
}
