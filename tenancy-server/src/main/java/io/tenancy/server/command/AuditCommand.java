package io.tenancy.server.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.core.Configuration;
import io.tenancy.core.TenancyException;
import io.tenancy.core.audit.ChainVerdict;
import io.tenancy.core.audit.ChainVerifier;
import io.tenancy.core.audit.PublicCheckpointKey;
import io.tenancy.core.audit.SignatureCheck;
import io.tenancy.core.platform.JournalInspection;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.Databases;
import io.tenancy.server.Embedding;
import io.tenancy.server.Refusal;
import io.tenancy.server.config.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import net.sourceforge.argparse4j.inf.Subparsers;

/**
 * {@code audit verify}: reads the chain of each journal and names the first entry that is not as it was sealed. Ends with
 * status 0 where every chain is whole, 1 where one is not, and 2 where one could not be read.
 */
public final class AuditCommand<C extends Configuration> extends PlainCommand<C> {
    private static final String TENANT = "tenant";
    private static final String KEYS = "keys";
    private static final String ROW = "%-36s  %-30s  %10s  %s%n";
    private static final int COULD_NOT_LOOK = 2;

    public AuditCommand(Embedding<C> embedding) {
        super(embedding, "audit", "Verifies that nobody has changed an audit trail");
    }

    @Override
    public void configure(Subparser parser) {
        Subparsers actions =
                parser.addSubparsers().title("actions").dest("action").metavar("action");
        Subparser verify = actions.addParser("verify").help("names the first entry that is not as it was sealed");
        verify.addArgument("--" + TENANT).help("the slug or the id of a tenant; all are verified without it");
        verify.addArgument("--" + KEYS)
                .help(
                        "a JWK Set with the public key, as /.well-known/audit-keys.json; the master key is not used then");
        addFileArgument(verify);
    }

    @Override
    void run(Settings settings, Namespace arguments, PrintStream out) {
        SignatureCheck check = Optional.ofNullable(arguments.getString(KEYS))
                .map(AuditCommand::publicKeys)
                .orElseGet(() -> SignatureCheck.of(settings.masterKey()));
        Tally tally = new Tally();
        try (Databases databases = open(settings)) {
            databases.requireSafeAndLook();
            Persistence stores = databases.persistence();
            JournalInspection inspection = new JournalInspection(
                    stores.tenants(),
                    new TenantDirectory(stores.tenants()),
                    new ChainVerifier(stores.chain(), stores.checkpoints(), stores.cuts(), check));
            Look look = new Look(inspection, out);
            out.printf(ROW, "id", "slug", "entries", "finding");
            Optional<String> named = Optional.ofNullable(arguments.getString(TENANT));
            named.ifPresentOrElse(
                    name -> tally.add(look.at(TenantsAction.named(stores.tenants(), name))),
                    () -> inspection.forEach(tenant -> tally.add(look.at(tenant))));
        }
        out.flush();
        tally.end();
    }

    private enum Result {
        WHOLE,
        BROKEN,
        UNREAD
    }

    /** How a look at a tenant is made and told. */
    private record Look(JournalInspection inspection, PrintStream out) {
        Look {
            requireNonNull(inspection);
            requireNonNull(out);
        }

        Result at(Tenant tenant) {
            try {
                return inspection
                        .inspect(tenant)
                        .map(verdict -> told(
                                tenant,
                                String.valueOf(verdict.entries()),
                                verdict.fault().map(AuditCommand::sentence).orElse("whole"),
                                verdict.fault().isEmpty() ? Result.WHOLE : Result.BROKEN))
                        .orElseGet(() -> told(tenant, "", "not looked at: it is not open", Result.WHOLE));
            } catch (TenancyException e) {
                return told(tenant, "", "could not be read: " + e.detail(), Result.UNREAD);
            }
        }

        private Result told(Tenant tenant, String entries, String finding, Result result) {
            out.printf(ROW, tenant.id().value(), tenant.slug(), entries, finding);
            return result;
        }
    }

    private static SignatureCheck publicKeys(String file) {
        try {
            List<PublicCheckpointKey> keys = new ArrayList<>();
            for (JsonNode key :
                    new ObjectMapper().readTree(Path.of(file).toFile()).path("keys")) {
                if (key.path("crv").asText().equals("Ed25519")) {
                    keys.add(PublicCheckpointKey.ofX(key.path("x").asText()));
                }
            }
            if (keys.isEmpty()) {
                throw new Refusal("There is no key of Ed25519 in " + file + ".", COULD_NOT_LOOK);
            }
            return SignatureCheck.of(keys);
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal("The file " + file + " is no JWK Set: " + e.getMessage(), COULD_NOT_LOOK);
        }
    }

    private static String sentence(ChainVerdict.Fault fault) {
        String entry = fault.entry().map(UUID::toString).orElse("of an unknown id");
        String place = "entry " + fault.sequence() + " (" + entry + ") ";
        return switch (fault.kind()) {
            case CHANGED -> place + "or its place was changed";
            case MISSING -> place + "is missing";
            case CUT -> "the end is cut off from entry " + fault.sequence() + " on";
            case FORGED -> "the checkpoint at " + place + "is forged";
            case LOOSE -> "the entry " + entry + " was put in beside the chain";
        };
    }

    private static final class Tally {
        private boolean broken;
        private boolean unread;

        void add(Result result) {
            broken |= result == Result.BROKEN;
            unread |= result == Result.UNREAD;
        }

        void end() {
            if (broken) {
                throw new Refusal("An audit trail is not as it was sealed.");
            }
            if (unread) {
                throw new Refusal("Not every audit trail could be read.", COULD_NOT_LOOK);
            }
        }
    }
}
