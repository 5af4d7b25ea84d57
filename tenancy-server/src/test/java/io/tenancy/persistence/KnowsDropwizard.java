package io.tenancy.persistence;

import io.dropwizard.core.setup.Environment;

public interface KnowsDropwizard {
    Environment environment();
}
