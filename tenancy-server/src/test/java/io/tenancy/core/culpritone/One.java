package io.tenancy.core.culpritone;

import io.tenancy.core.culprittwo.Two;

public interface One {
    Two two();
}
