package io.tenancy.core.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Parts;
import io.tenancy.core.mail.Mail.Accounts.Account;
import io.tenancy.core.tenant.AllTenants;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserQuery;
import io.tenancy.core.user.UserStore;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The accounts of an address over all tenants, wherever those live. */
public final class Addresses {
    private static final String PURPOSE = "address";
    private static final int MOST = 100;
    private static final int BATCH = 200;
    private static final UserQuery ALL = new UserQuery(Optional.empty(), Optional.empty(), UserQuery.Sort.CREATED);

    private final AddressBook book;
    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final UserStore users;
    private final MasterKey key;

    public Addresses(AddressBook book, TenantStore tenants, UserStore users, MasterKey key) {
        this.book = requireNonNull(book);
        this.tenants = requireNonNull(tenants);
        this.directory = new TenantDirectory(tenants);
        this.users = requireNonNull(users);
        this.key = requireNonNull(key);
    }

    /** Users of whom the address book hears, before they are there. */
    public UserStore listing(UserStore store) {
        return new ListedUsers(store, this);
    }

    /** Enters every user of every tenant, as for a book that is new or was restored; says how many. */
    public long rebuild() {
        long count = 0;
        for (Tenant tenant : new AllTenants(tenants)) {
            count += directory.enterToVerify(tenant.id()).map(this::enter).orElse(0L);
        }
        return count;
    }

    /** Enters an address of a tenant, before its user is there. */
    public void add(TenantScope scope, String email) {
        book.add(digest(email), scope.id());
    }

    /** The tenants in which somebody with this address can sign in now, in the order of their names. */
    List<Account> accounts(String email) {
        String digest = digest(email);
        List<Account> found = new ArrayList<>();
        for (TenantId id : book.find(digest, MOST)) {
            Optional<TenantScope> scope = directory.enterToVerify(id);
            Optional<User> user = scope.flatMap(entered -> users.findByEmail(entered, email));
            if (user.filter(known -> known.status() == Status.ACTIVE).isPresent()) {
                found.add(new Account(
                        scope.orElseThrow().slug(), scope.orElseThrow().name()));
            } else if (tenants.find(id).isEmpty()) {
                book.remove(digest, id);
            }
        }
        found.sort((one, other) -> one.tenantName().compareTo(other.tenantName()));
        return found;
    }

    private long enter(TenantScope scope) {
        long count = 0;
        Parts<User> all = new Parts<>(BATCH, (last, limit) -> users.list(scope, ALL, last.map(ALL::position), limit));
        while (all.hasNext()) {
            add(scope, all.next().email());
            count++;
        }
        return count;
    }

    private String digest(String email) {
        return HexFormat.of().formatHex(key.mac(PURPOSE, email.getBytes(UTF_8)));
    }
}
