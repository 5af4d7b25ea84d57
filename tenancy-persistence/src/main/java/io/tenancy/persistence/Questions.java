package io.tenancy.persistence;

import java.util.List;
import java.util.stream.Stream;

/** Every question of the doctor. */
final class Questions {
    /** Those about a server, which are answered alike in all its databases. */
    static final List<Question> OF_SERVERS = RoleQuestions.OF_SERVERS;

    static final List<Question> OF_DATABASES = Stream.of(
                    RoleQuestions.OF_DATABASES, TableQuestions.ALL, KeyQuestions.ALL, DetourQuestions.ALL)
            .flatMap(List::stream)
            .toList();

    private Questions() {}
}
