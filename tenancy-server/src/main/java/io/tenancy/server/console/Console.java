package io.tenancy.server.console;

import io.dropwizard.core.setup.Environment;
import io.tenancy.server.Services;
import io.tenancy.server.api.ApiSettings;
import java.util.List;

/** The console as a whole. It stands on the API, which has to be registered before it. */
public final class Console {
    private Console() {}

    /** Registers the pages, the session of a browser, and the filter that lets its cookies in. */
    public static void register(Environment environment, Services services, ApiSettings settings) {
        Asking asking = new Asking(settings.baseUrl());
        List.of(
                        new CookieFilter(asking),
                        new ConsoleResource(settings.baseUrl()),
                        new MailedLinkResource(services, settings),
                        new LookResource(services, settings),
                        new SessionResource(services),
                        new SecondStepResource(services),
                        new VisitResource(services))
                .forEach(environment.jersey()::register);
    }
}
