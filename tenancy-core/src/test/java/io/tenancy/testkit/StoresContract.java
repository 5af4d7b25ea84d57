package io.tenancy.testkit;

import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantScope;
import org.junit.jupiter.api.Nested;

/**
 * The contracts of all stores at once. An adapter proves itself, for one placement of tenants, with one class that
 * extends this and supplies its stores.
 */
public abstract class StoresContract {
    protected abstract Stores stores();

    /** The scope of a new, empty tenant whose place is made; its id is random, since databases are shared by tests. */
    protected TenantScope open(String slug) {
        return TestTenants.open(slug);
    }

    @Nested
    final class InTransactions extends TransactionsContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Users extends UserStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class UserLists extends UserListContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Roles extends RoleStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Credentials extends CredentialStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class OneTimeTokens extends OneTimeTokenStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Sessions extends SessionStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class InStandings extends StandingsContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Settings extends SettingStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Policies extends OwnPolicyStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class SecondFactors extends FactorStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Challenges extends ChallengeStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Passkeys extends PasskeyStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Visits extends VisitStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class ServiceAccounts extends ServiceAccountStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Grants extends GrantStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Groups extends GroupStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class ApiKeys extends ApiKeyStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class InKeyStandings extends KeyStandingsContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Audit extends AuditStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class TenantDues extends TenantDuesContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Tenants extends TenantStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class SigningKeys extends SigningKeyStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Mails extends MailQueueContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }

        @Override
        protected boolean isBesideTheCatalogue() {
            return !(acme().placement() instanceof Placement.Database)
                    && acme().placement().store().equals("main");
        }
    }

    @Nested
    final class InKnownFlags extends KnownFlagsContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Origins extends OriginBookContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Domains extends DomainBookContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class LastCensus extends CensusBookContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class DaysOfRequests extends RequestDaysContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Logos extends LogoBookContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Addresses extends AddressBookContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Throttles extends ThrottleStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Chains extends ChainStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class InPersonalEntries extends PersonalEntriesContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Tasks extends TaskBookContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Jobs extends JobStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class QueuedJobs extends JobQueueContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Usage extends UsageStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Billers extends BillerStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Invoices extends InvoiceStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Once extends OnceStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class RatesOfTenants extends RateBookContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Plans extends PlanStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Subscriptions extends SubscriptionStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Flags extends FlagStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Features extends FeatureStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Quotas extends QuotaContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Webhooks extends WebhookStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Deliveries extends DeliveryStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class QueuedWebhooks extends WebhookQueueContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class LegalHolds extends HoldBookContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }

    @Nested
    final class Archives extends ArchiveStoreContract {
        @Override
        protected Stores stores() {
            return StoresContract.this.stores();
        }

        @Override
        protected TenantScope open(String slug) {
            return StoresContract.this.open(slug);
        }
    }
}
