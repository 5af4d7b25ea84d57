package io.tenancy.server.operations;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** Hides everything but these paths: Dropwizard's own pages dump threads and run tasks. */
final class OnlyThesePaths extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> paths;

    OnlyThesePaths(Set<String> paths) {
        this.paths = Set.copyOf(paths);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (paths.contains(request.getRequestURI())) {
            chain.doFilter(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
