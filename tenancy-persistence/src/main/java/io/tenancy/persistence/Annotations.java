package io.tenancy.persistence;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.stream.Stream;
import org.jdbi.v3.core.extension.annotation.UseExtensionConfigurer;

/** Refuses SQL objects whose annotations would have no effect, or would undo the binding of a statement to its tenant. */
final class Annotations {
    private Annotations() {}

    /**
     * SQL objects run with the configuration of this module, and with no other: one that is made for each call costs more
     * than the call.
     *
     * @throws IllegalArgumentException if an annotation of the type or of a method configures JDBI
     */
    static void requirePlain(Class<?> type) {
        Stream.concat(Stream.of(type), Stream.of(type.getMethods()))
                .flatMap(Annotations::of)
                .map(Annotation::annotationType)
                .filter(annotation -> annotation.isAnnotationPresent(UseExtensionConfigurer.class))
                .findFirst()
                .ifPresent(annotation -> {
                    throw new IllegalArgumentException(type.getName() + " has the annotation @"
                            + annotation.getSimpleName() + ", which would have no effect here. Records and ids need"
                            + " no mapper; for anything else there is @UseRowMapper.");
                });
    }

    private static Stream<Annotation> of(AnnotatedElement element) {
        return Stream.of(element.getAnnotations());
    }
}
