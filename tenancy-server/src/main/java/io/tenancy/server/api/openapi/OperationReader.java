package io.tenancy.server.api.openapi;

import com.fasterxml.jackson.annotation.JsonView;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.jaxrs2.ResolvedParameter;
import io.swagger.v3.oas.integration.api.OpenAPIConfiguration;
import io.swagger.v3.oas.models.Operation;
import io.tenancy.core.access.Caller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.Context;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;

/** Reads operations, and knows that the caller and the request itself are no parameters. */
final class OperationReader extends Reader {
    OperationReader(OpenAPIConfiguration configuration) {
        super(configuration);
    }

    @Override
    protected ResolvedParameter getParameters(
            Type type,
            List<Annotation> annotations,
            Operation operation,
            Consumes ofClass,
            Consumes ofMethod,
            JsonView view) {
        boolean isContext = annotations.stream().anyMatch(Context.class::isInstance);
        return TypeFactory.rawClass(type) == Caller.class || isContext
                ? new ResolvedParameter()
                : super.getParameters(type, annotations, operation, ofClass, ofMethod, view);
    }
}
