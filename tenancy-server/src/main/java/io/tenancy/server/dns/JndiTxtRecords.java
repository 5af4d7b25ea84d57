package io.tenancy.server.dns;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.domain.TxtRecords;
import java.time.Duration;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;

/** TXT records by the DNS client of the JDK. It waits 2 s for an answer, and asks twice. */
public final class JndiTxtRecords implements TxtRecords {
    private static final String TXT = "TXT";
    private static final Duration LATER = Duration.ofSeconds(30);

    private final String servers;

    /**
     * @param servers addresses as {@code 192.0.2.53} or {@code 192.0.2.53:5353}; empty for those of the system
     */
    public JndiTxtRecords(List<String> servers) {
        this.servers = servers.isEmpty()
                ? "dns:"
                : servers.stream().map(server -> "dns://" + server).collect(Collectors.joining(" "));
    }

    @Override
    public Set<String> of(String name) {
        try {
            return ask(name);
        } catch (NameNotFoundException e) {
            return Set.of();
        } catch (NamingException e) {
            throw (Unavailable)
                    new Unavailable("domain.dns", "DNS does not answer. Try again later.", LATER).initCause(e);
        }
    }

    @SuppressWarnings("BanJNDI") // the provider of DNS reads texts, and deserializes nothing
    private Set<String> ask(String name) throws NamingException {
        InitialDirContext context = new InitialDirContext(environment());
        try {
            @Nullable
            Attribute records =
                    context.getAttributes(name + ".", new String[] {TXT}).get(TXT);
            return records == null ? Set.of() : texts(records);
        } finally {
            context.close();
        }
    }

    private static Set<String> texts(Attribute records) throws NamingException {
        Set<String> texts = new HashSet<>();
        NamingEnumeration<?> all = records.getAll();
        while (all.hasMore()) {
            texts.add(String.valueOf(all.next()).replaceAll("^\"(.*)\"$", "$1"));
        }
        return texts;
    }

    @SuppressWarnings("JdkObsolete") // what JNDI takes
    private Hashtable<String, String> environment() {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, servers);
        environment.put("com.sun.jndi.dns.timeout.initial", "2000");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        return environment;
    }
}
