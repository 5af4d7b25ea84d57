package io.tenancy.core.culprit;

import java.util.concurrent.ThreadLocalRandom;

public final class Gambler {
    int token() {
        return ThreadLocalRandom.current().nextInt();
    }
}
