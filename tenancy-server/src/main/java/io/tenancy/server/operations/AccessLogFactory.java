package io.tenancy.server.operations;

import ch.qos.logback.access.common.spi.IAccessEvent;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.AppenderFactory;
import io.dropwizard.logging.common.filter.NullLevelFilterFactory;
import io.dropwizard.request.logging.LogbackAccessRequestLog;
import io.dropwizard.request.logging.LogbackAccessRequestLogFactory;
import io.dropwizard.request.logging.layout.LogbackAccessRequestLayoutFactory;
import org.eclipse.jetty.server.RequestLog;
import org.slf4j.LoggerFactory;

/** Dropwizard's log of requests, without the lines about itself that are no JSON, and with {@link BatchedLines}. */
@JsonTypeName("access")
public final class AccessLogFactory extends LogbackAccessRequestLogFactory {
    @Override
    public RequestLog build(String name) {
        Logger logger = (Logger) LoggerFactory.getLogger("http.request");
        logger.setAdditive(false);
        LogbackAccessRequestLog log = new LogbackAccessRequestLog();
        for (AppenderFactory<IAccessEvent> output : getAppenders()) {
            log.addAppender(output.build(
                    logger.getLoggerContext(),
                    name,
                    new LogbackAccessRequestLayoutFactory(),
                    new NullLevelFilterFactory<>(),
                    BatchedLines::new));
        }
        log.setQuiet(true);
        return log;
    }
}
