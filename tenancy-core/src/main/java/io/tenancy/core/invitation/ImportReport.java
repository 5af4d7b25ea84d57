package io.tenancy.core.invitation;

import io.tenancy.core.user.UserId;
import java.util.List;
import java.util.Optional;

/** What has become of each line of an import, in their order. */
public record ImportReport(int imported, int refused, List<Result> results) {
    public ImportReport {
        results = List.copyOf(results);
    }

    static ImportReport of(List<Result> results) {
        int imported =
                (int) results.stream().filter(result -> result.id().isPresent()).count();
        return new ImportReport(imported, results.size() - imported, results);
    }

    /**
     * What has become of one line.
     *
     * @param line its number, from 1
     * @param id the new user; absent where the line is refused
     * @param code why it is refused, a code as of a problem
     * @param detail the same for people
     */
    public record Result(int line, Optional<UserId> id, Optional<String> code, Optional<String> detail) {
        static Result imported(int line, UserId id) {
            return new Result(line, Optional.of(id), Optional.empty(), Optional.empty());
        }

        static Result refused(int line, String code, String detail) {
            return new Result(line, Optional.empty(), Optional.of(code), Optional.of(detail));
        }
    }
}
