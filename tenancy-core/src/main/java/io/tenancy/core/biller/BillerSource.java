package io.tenancy.core.biller;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** An adapter to a biller. {@link ServiceLoader} finds it on the class path. */
public interface BillerSource {
    /** By what name settings choose it. */
    String name();

    /**
     * Opens it, without a request.
     *
     * @throws IllegalArgumentException if an access like this cannot be used; it names no secret
     */
    Biller open(Access access);

    /**
     * How a biller is reached.
     *
     * @param key with which requests are made
     * @param eventSecrets that events are signed with, each of them enough
     * @param address of its API, where that is not its own
     * @param dueDays in how many days its invoices are due
     */
    record Access(Secret key, List<Secret> eventSecrets, Optional<URI> address, int dueDays) {
        public Access {
            requireNonNull(key);
            requireNonNull(address);
            eventSecrets = List.copyOf(eventSecrets);
        }
    }

    /** The one of that name; empty where none is on the class path. */
    static Optional<BillerSource> named(String name) {
        return ServiceLoader.load(BillerSource.class, BillerSource.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(source -> source.name().equals(name))
                .findFirst();
    }
}
