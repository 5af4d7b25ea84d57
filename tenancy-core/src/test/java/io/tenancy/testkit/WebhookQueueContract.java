package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.webhook.QueuedWebhook;
import io.tenancy.core.webhook.WebhookId;
import io.tenancy.core.webhook.WebhookQueue;
import io.tenancy.core.webhook.WebhookQueue.Next;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link WebhookQueue} does. */
public abstract class WebhookQueueContract extends StoreContract {
    private static final Instant LATER = T0.plusSeconds(60);
    private static final Instant END = T0.plusSeconds(1_000_000_000);
    private static final int MANY = 100;

    @BeforeEach
    final void empty() {
        Optional<QueuedWebhook> left = queue().claim(END, END, MANY);
        while (left.isPresent()) {
            queue().remove(left.get().webhook());
            left = queue().claim(END, END, MANY);
        }
    }

    @Test
    void givesWhatIsDueForTheLongestTimeAndKeepsItForItsTaker() {
        WebhookId young = add(acme().id(), T0);
        WebhookId old = add(acme().id(), T0.minusSeconds(1));
        add(acme().id(), T0.plusSeconds(1));

        assertThat(claim(T0)).contains(old);
        assertThat(claim(T0)).contains(young);
        assertThat(claim(T0)).isEmpty();
        assertThat(queue().waiting(LATER.plusSeconds(1)).due()).isEqualTo(3);
        assertThat(queue().waiting(LATER.plusSeconds(1)).since()).contains(T0.plusSeconds(1));
    }

    @Test
    void givesAgainWhatNobodyHasGivenBack() {
        add(acme().id(), T0);
        QueuedWebhook dead = queue().claim(T0, LATER, 1).orElseThrow();

        QueuedWebhook mine = queue().claim(LATER, END, 1).orElseThrow();

        assertThat(mine.tries()).isEqualTo(dead.tries() + 1);
        assertThat(queue().release(dead, at(T0, false), LATER)).isFalse();
        assertThat(queue().release(mine, at(LATER, false), LATER)).isTrue();
    }

    @Test
    void givesFewOfOneTenantAtATime() {
        add(acme().id(), T0.minusSeconds(3));
        add(acme().id(), T0.minusSeconds(2));
        add(acme().id(), T0.minusSeconds(1));
        WebhookId other = add(globex().id(), T0);

        assertThat(queue().claim(T0, LATER, 2)).isPresent();
        QueuedWebhook second = queue().claim(T0, LATER, 2).orElseThrow();
        assertThat(queue().claim(T0, LATER, 2).map(QueuedWebhook::webhook)).contains(other);
        assertThat(queue().claim(T0, LATER, 2)).isEmpty();
        queue().release(second, at(END, false), T0);
        assertThat(queue().claim(T0, LATER, 2)).isPresent();
    }

    @Test
    void wakesWhatIsIdleAndNeitherWhatFailsNorWhatRests() {
        WebhookId idle = released(at(END, false));
        released(at(END, true));
        released(new Next(Optional.empty(), false, T0));

        queue().wake(globex().id(), T0);
        assertThat(claim(T0)).isEmpty();
        queue().wake(acme().id(), T0);

        assertThat(claim(T0)).contains(idle);
        assertThat(claim(T0)).isEmpty();
    }

    @Test
    void isDueAgainWhereItWasWokenWhileItWasHeld() {
        WebhookId held = add(acme().id(), T0);
        QueuedWebhook mine = queue().claim(T0, LATER, 1).orElseThrow();
        queue().wake(acme().id(), T0);
        assertThat(claim(T0)).isEmpty();

        queue().release(mine, at(END, false), T0);

        assertThat(claim(T0)).contains(held);
    }

    @Test
    void waitsForItsTimeWhereItFailsThoughItWasWoken() {
        WebhookId held = add(acme().id(), T0);
        QueuedWebhook mine = queue().claim(T0, LATER, 1).orElseThrow();
        queue().wake(acme().id(), T0);
        queue().release(mine, at(LATER, true), T0);

        assertThat(claim(T0)).isEmpty();
        assertThat(claim(LATER)).contains(held);
    }

    @Test
    void rousesAnyOne() {
        WebhookId failing = released(at(END, true));
        WebhookId resting = released(new Next(Optional.empty(), false, T0));
        WebhookId held = add(acme().id(), T0);
        QueuedWebhook mine = queue().claim(T0, LATER, MANY).orElseThrow();

        Stream.of(failing, resting, held).forEach(id -> queue().rouse(id, T0));

        assertThat(List.of(claim(T0).orElseThrow(), claim(T0).orElseThrow()))
                .containsExactlyInAnyOrder(failing, resting);
        assertThat(claim(T0)).isEmpty();
        queue().release(mine, new Next(Optional.empty(), false, T0), T0);
        assertThat(claim(T0)).contains(held);
    }

    @Test
    void givesEachToOneOfMany() {
        List<WebhookId> added =
                Stream.generate(() -> add(acme().id(), T0)).limit(12).toList();

        List<List<WebhookId>> taken = AtOnce.run(4, thread -> {
            List<WebhookId> mine = new ArrayList<>();
            Optional<WebhookId> next = claim(T0);
            while (next.isPresent()) {
                mine.add(next.get());
                next = claim(T0);
            }
            return mine;
        });

        assertThat(taken.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(added);
    }

    @Test
    void listsTenantsOnce() {
        add(acme().id(), T0);
        add(acme().id(), T0);
        add(globex().id(), T0);

        List<TenantId> all = new ArrayList<>();
        List<TenantId> part = queue().tenants(Optional.empty(), 2);
        while (!part.isEmpty()) {
            all.addAll(part);
            part = queue().tenants(Optional.of(part.get(part.size() - 1)), 2);
        }

        assertThat(all).doesNotHaveDuplicates().contains(acme().id(), globex().id());
    }

    private WebhookId released(Next next) {
        WebhookId id = add(acme().id(), T0);
        queue().release(queue().claim(T0, LATER, MANY).orElseThrow(), next, T0);
        return id;
    }

    private static Next at(Instant dueAt, boolean failing) {
        return new Next(Optional.of(dueAt), failing, T0);
    }

    private Optional<WebhookId> claim(Instant now) {
        return queue().claim(now, now.equals(LATER) ? END : LATER, MANY).map(QueuedWebhook::webhook);
    }

    private WebhookId add(TenantId tenant, Instant dueAt) {
        WebhookId id = new WebhookId(TestTenants.newId());
        queue().add(tenant, id, dueAt);
        return id;
    }

    private WebhookQueue queue() {
        return stores().webhookQueue();
    }
}
