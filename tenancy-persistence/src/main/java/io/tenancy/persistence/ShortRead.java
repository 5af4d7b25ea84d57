package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/**
 * A method of a SQL object that reads, for calls that run it on its own. All that does not differ between two calls is found out
 * once, where JDBI copies its configuration and looks for the makers of arguments and rows for each call: two fifths of the
 * processor time that a read of one row took of the server. What rows become is what JDBI makes of them too.
 */
final class ShortRead {
    private static final ColonPrefixSqlParser PARSER = new ColonPrefixSqlParser();

    /** Types that are written the same way wherever they stand, beside texts and ids. Anything else is left to JDBI. */
    private static final Set<Class<?>> PLAIN = Set.of(
            UUID.class, Instant.class, int.class, Integer.class, long.class, Long.class, boolean.class, Boolean.class);

    private final Map<String, Integer> parameters;
    private final boolean plannedEachTime;
    private final Shape shape;
    private final Once<RowMapper<?>> mapper;
    private final Supplier<StatementContext> context;
    private final Once<Text> alone;
    private final Forms ahead;
    private final Forms together;

    private ShortRead(Method method, String sql, Result result, Supplier<StatementContext> context) {
        this.parameters = places(method);
        this.plannedEachTime = method.isAnnotationPresent(PlannedEachTime.class);
        this.shape = result.shape();
        this.mapper =
                new Once<>(() -> context.get().findMapperFor(result.element()).orElseThrow());
        this.context = context;
        this.alone = new Once<>(() -> Text.of(sql, 0));
        this.ahead = new Forms(
                new Once<>(() -> Text.of(Binding.ahead(sql), 1)),
                new Once<>(() -> Text.of(Binding.aheadInSchema(sql), 1)));
        this.together = new Forms(
                new Once<>(() -> Text.of(Binding.together(sql), 2)),
                new Once<>(() -> Text.of(Binding.togetherInSchema(sql), 2)));
    }

    /** What the method answers with. */
    private enum Shape {
        LIST,
        OPTIONAL,
        ONE
    }

    private record Result(Shape shape, Type element) {
        static Optional<Result> of(Method method) {
            Type type = method.getGenericReturnType();
            if (type instanceof Class<?> plain && plain.isPrimitive()) {
                return Optional.of(new Result(Shape.ONE, plain));
            }
            if (!(type instanceof ParameterizedType generic)) {
                return Optional.empty();
            }
            Type element = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == List.class) {
                return Optional.of(new Result(Shape.LIST, element));
            }
            return generic.getRawType() == Optional.class
                    ? Optional.of(new Result(Shape.OPTIONAL, element))
                    : Optional.empty();
        }
    }

    /** A statement as the driver takes it, whose value comes at which place, and how many results come before that of the read. */
    private record Text(String sql, List<String> names, int before) {
        static Text of(String sql, int before) {
            ParsedSql parsed = PARSER.parse(sql, null);
            return new Text(parsed.getSql(), parsed.getParameters().getParameterNames(), before);
        }
    }

    /** The texts that bind a tenant, without a schema of its own and with one. */
    private record Forms(Once<Text> bound, Once<Text> inSchema) {
        Text of(Binding binding) {
            return (binding.isInSchema() ? inSchema : bound).get();
        }
    }

    /**
     * The read of a method, or nothing where JDBI knows more of it than this does.
     *
     * @param context what a mapper of rows finds other mappers by
     */
    static Optional<ShortRead> of(Method method, Supplier<StatementContext> context) {
        @Nullable SqlQuery query = method.getAnnotation(SqlQuery.class);
        if (query == null || !Binding.reads(query.value()) || !isSimple(method)) {
            return Optional.empty();
        }
        return Result.of(method).map(result -> new ShortRead(method, query.value(), result, context));
    }

    private static boolean isSimple(Method method) {
        return Stream.of(method.getAnnotations())
                        .allMatch(one -> one instanceof SqlQuery || one instanceof PlannedEachTime)
                && Stream.of(method.getParameters()).allMatch(ShortRead::isSimple);
    }

    private static boolean isSimple(Parameter parameter) {
        boolean isPlain = parameter.getAnnotations().length == 0
                && parameter.getAnnotatedType().getAnnotations().length == 0
                && parameter.isNamePresent();
        if (!isPlain) {
            return false;
        }
        if (parameter.getParameterizedType() instanceof ParameterizedType generic) {
            return generic.getRawType() == Optional.class
                    && generic.getActualTypeArguments()[0] instanceof Class<?> element
                    && isText(element);
        }
        Class<?> type = parameter.getType();
        return PLAIN.contains(type) || isText(type) || Id.class.isAssignableFrom(type);
    }

    /** What is a text to the driver: where it is missing too, the type of its place is known. */
    private static boolean isText(Class<?> type) {
        return type == String.class || type.isEnum();
    }

    private static Map<String, Integer> places(Method method) {
        Map<String, Integer> places = new HashMap<>();
        for (Parameter parameter : method.getParameters()) {
            places.put(parameter.getName(), places.size());
        }
        return places;
    }

    /**
     * Runs it.
     *
     * @param binding of the tenant for whom it runs, unless it is one of the catalogue
     * @param arguments those of the method
     */
    Object run(Connection connection, @Nullable Binding binding, Object[] arguments) throws SQLException {
        Text text = text(connection, binding);
        String sql = binding == null ? text.sql() : binding.own(text.sql());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (plannedEachTime) {
                PlannedEachTime.Factory.unname(statement);
            }
            int place = 1;
            for (String name : text.names()) {
                set(statement, place++, value(name, binding, arguments));
            }
            statement.execute();
            for (int before = text.before(); before > 0; before--) {
                statement.getMoreResults();
            }
            try (ResultSet rows = statement.getResultSet()) {
                return result(rows);
            }
        }
    }

    private Text text(Connection connection, @Nullable Binding binding) throws SQLException {
        if (binding == null) {
            return alone.get();
        }
        return (Binding.isOneMessage(connection.unwrap(BaseConnection.class)) ? ahead : together).of(binding);
    }

    private @Nullable Object value(String name, @Nullable Binding binding, Object[] arguments) {
        @Nullable Integer place = parameters.get(name);
        return place == null ? requireNonNull(binding).value(name) : arguments[place];
    }

    private static void set(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
        if (value instanceof Optional<?> optional) {
            set(statement, place, optional.orElse(null));
        } else if (value instanceof Id id) {
            statement.setObject(place, id.value());
        } else if (value instanceof Enum<?> constant) {
            statement.setString(place, constant.name());
        } else if (value instanceof Instant time) {
            statement.setObject(place, Instants.written(time));
        } else if (value == null || value instanceof String) {
            statement.setString(place, (String) value);
        } else {
            statement.setObject(place, value);
        }
    }

    private Object result(ResultSet rows) throws SQLException {
        List<@Nullable Object> made = new ArrayList<>();
        RowMapper<?> of = mapper.get().specialize(rows, context.get());
        while (rows.next()) {
            made.add(of.map(rows, context.get()));
        }
        if (shape == Shape.LIST) {
            return made;
        }
        if (made.size() > 1 || (made.isEmpty() && shape == Shape.ONE)) {
            throw new IllegalStateException("A statement for one row has answered with " + made.size() + ".");
        }
        if (shape == Shape.ONE) {
            return requireNonNull(made.get(0));
        }
        return made.isEmpty() ? Optional.empty() : Optional.ofNullable(made.get(0));
    }
}
