package io.tenancy.persistence;

import io.tenancy.server.Services;

public interface KnowsServer {
    Services services();
}
