package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.extension.AttachedExtensionHandler;
import org.jdbi.v3.core.extension.ExtensionHandler;
import org.jdbi.v3.core.extension.ExtensionHandlerCustomizer;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Has a method of a SQL object run as a {@link ShortRead} where it is one and runs on its own, and by JDBI otherwise. */
final class ShortReads implements ExtensionHandlerCustomizer {
    private final Supplier<@Nullable Call> running;
    private final Supplier<StatementContext> context;

    /**
     * @param running what the thread that asks is doing
     * @param context what a mapper of rows finds other mappers by
     */
    ShortReads(Supplier<@Nullable Call> running, Supplier<StatementContext> context) {
        this.running = requireNonNull(running);
        this.context = requireNonNull(context);
    }

    @Override
    public ExtensionHandler customize(ExtensionHandler handler, Class<?> type, Method method) {
        Optional<ShortRead> read = ShortRead.of(method, context);
        return read.isEmpty() ? handler : (config, target) -> shortest(read.get(), handler.attachTo(config, target));
    }

    private AttachedExtensionHandler shortest(ShortRead read, AttachedExtensionHandler otherwise) {
        return (supplier, arguments) -> {
            Call call = running.get();
            if (call == null || call.isTransaction()) {
                return otherwise.invoke(supplier, arguments);
            }
            var unused = context.get(); // which needs a connection the first time, and no second one may be waited for
            return call.read(read, arguments);
        };
    }
}
