package io.tenancy.core.culprit;

public final class KnowsJackson {
    Object node() {
        return com.fasterxml.jackson.databind.node.NullNode.getInstance();
    }
}
