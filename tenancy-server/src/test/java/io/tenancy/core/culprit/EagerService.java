package io.tenancy.core.culprit;

import io.tenancy.core.access.Caller;

public final class EagerService {
    public String whoIs(Caller caller) {
        return name(caller);
    }

    private static String name(Caller caller) {
        return caller.getName();
    }
}
