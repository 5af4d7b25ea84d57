package io.tenancy.server.operations;

import ch.qos.logback.access.jetty.RequestLogImpl;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.request.logging.LogbackAccessRequestLogFactory;
import org.eclipse.jetty.server.RequestLog;

/** Dropwizard's log of requests, without the lines about itself that are no JSON. */
@JsonTypeName("access")
public final class AccessLogFactory extends LogbackAccessRequestLogFactory {
    @Override
    public RequestLog build(String name) {
        RequestLog log = super.build(name);
        if (log instanceof RequestLogImpl logback) {
            logback.setQuiet(true);
        }
        return log;
    }
}
