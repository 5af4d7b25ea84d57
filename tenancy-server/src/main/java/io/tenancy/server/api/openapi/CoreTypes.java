package io.tenancy.server.api.openapi;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.tenancy.core.Id;
import io.tenancy.core.Secret;
import io.tenancy.core.Versioned;
import io.tenancy.core.access.Permission;
import io.tenancy.core.login.SignIn;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells swagger-core how the records of the core look in JSON. */
final class CoreTypes extends ModelResolver {
    private final Set<String> versioned = new HashSet<>();

    CoreTypes() {
        super(new ObjectMapper()
                .registerModule(new Jdk8Module())
                .registerModule(new ParameterNamesModule())
                .setVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE));
        openapi31(true);
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType annotated, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType type = _mapper.constructType(annotated.getType());
        Class<?> raw = type.getRawClass();
        if (Id.class.isAssignableFrom(raw)) {
            return text().format("uuid");
        }
        if (raw == Permission.class) {
            return text().pattern("^[a-z_]{1,40}:[a-z_]{1,40}$");
        }
        if (raw == Secret.class) {
            return text().format("password");
        }
        if (raw.isEnum()) {
            return choice(raw);
        }
        if (raw == Optional.class) {
            annotated.setType(type.containedType(0));
            return resolve(annotated, context, chain);
        }
        @Nullable Schema<?> schema = super.resolve(annotated, context, chain);
        if (raw.isRecord()) {
            context.getDefinedModels().values().stream()
                    .filter(model -> raw.getSimpleName().equals(model.getName()))
                    .forEach(model -> require(model, raw));
            if (Versioned.class.isAssignableFrom(raw)) {
                versioned.add(raw.getSimpleName());
            }
        }
        return schema;
    }

    /** The names of the models of which each answer says in which state they are. */
    Set<String> versioned() {
        return Set.copyOf(versioned);
    }

    /** The members that are always there: those that are not optional. */
    static List<String> required(Class<?> record) {
        return Stream.of(record.getRecordComponents())
                .flatMap(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                        ? required(component.getType()).stream()
                        : isOptional(component) ? Stream.empty() : Stream.of(component.getName()))
                .toList();
    }

    private static void require(Schema<?> model, Class<?> record) {
        List<String> names = new ArrayList<>(required(record));
        if (SignIn.class.isAssignableFrom(record)) { // a part of it in JSON, and no component
            model.addProperty("kind", choice(SignIn.Kind.class));
            names.add("kind");
        }
        model.setRequired(names);
    }

    private static boolean isOptional(RecordComponent component) {
        return component.getType() == Optional.class
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Schema<?> choice(Class<?> type) {
        JsonSchema schema = text();
        Stream.of(type.getEnumConstants())
                .forEach(constant ->
                        schema.addEnumItemObject(((Enum<?>) constant).name().toLowerCase(Locale.ROOT)));
        return schema;
    }

    private static JsonSchema text() {
        JsonSchema schema = new JsonSchema();
        schema.addType("string");
        return schema;
    }
}
