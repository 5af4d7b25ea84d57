package io.tenancy.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs rounds until the compilers of servers rest. What they compile is processor time of the same process, and for a server of this
 * size they have work for minutes: a round before that tells of them and not of the server.
 */
final class WarmUp {
    private static final int MOST_ROUNDS = Size.of(20);

    /** So much of a server's processor time its compilers may take of a round that is quiet. */
    private static final double REST = 0.03;

    private final List<ServerProcess> servers;

    WarmUp(List<ServerProcess> servers) {
        this.servers = List.copyOf(servers);
    }

    /** A round of work for all servers. */
    interface Round {
        void run() throws Exception;
    }

    private record Spent(double all, double compilers) {
        static Spent of(ServerProcess server) throws Exception {
            return new Spent(server.cpu(), server.compilers());
        }

        double part(Spent before) {
            return (compilers - before.compilers) / (all - before.all);
        }
    }

    /** Ends after the first round in which they rest, and after the last in any case; each says how much they still do. */
    void run(Round round) throws Exception {
        requireNonNull(round);
        for (int number = 1; number <= MOST_ROUNDS; number++) {
            Map<ServerProcess, Spent> before = new HashMap<>();
            for (ServerProcess server : servers) {
                before.put(server, Spent.of(server));
            }
            round.run();
            double most = 0;
            for (ServerProcess server : servers) {
                most = Math.max(most, Spent.of(server).part(requireNonNull(before.get(server))));
            }
            System.out.printf("warm-up %d: compilers take up to %.0f %%%n", number, 100 * most);
            if (most < REST) {
                return;
            }
        }
    }
}
