package io.tenancy.core.culprittwo;

import io.tenancy.core.culpritone.One;

public interface Two {
    One one();
}
