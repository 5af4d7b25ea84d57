import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { go } from '../../core/router.js';
import { can, me } from '../../core/state.js';
import { Confirm } from '../../components/dialog.js';
import { DangerRow } from '../../components/page.js';

/** What people may ask for about themselves: all of it, or its end. */
export function Data({ user }) {
  const [open, setOpen] = useState(null);
  const path = `/v1/users/${user.id}/data`;
  const exported = async () => go('/data/exports/' + (await api.create(path + '/exports')).id);
  const erased = async () => {
    await api.create(path + '/erasure');
    go(can('job:read') && can('tenant:export') ? '/data?kind=user-erasure' : '/users');
  };
  return html`<div class="narrow stack">
    ${can('user:export') ? html`<section class="card form"><${DangerRow} title="Export what is about them"
      text="All rows about this person, without secrets, as a ZIP file. It is for you alone, to hand it out.">
      <button type="button" class="btn" onClick=${() => setOpen('export')}>Export</button><//></section>` : null}
    ${can('user:erase') && user.id !== me.value.user.id ? html`<section class="card form danger"><${DangerRow} title="Erase them for good"
      text="The account ends at once. What belongs to them is erased, and what the audit log says of them.">
      <button type="button" class="btn bad" onClick=${() => setOpen('erase')}>Erase</button><//></section>` : null}
    ${open === 'export' ? html`<${Confirm} title=${`Export ${user.name}`} action="Begin the export" kind="primary" act=${exported} onClose=${() => setOpen(null)}>
      <p>Whoever has the file has all that is known about this person.</p><//>` : null}
    ${open === 'erase' ? html`<${Confirm} title=${`Erase ${user.name}`} word=${user.email} action="Erase for good" act=${erased}
      done=${`${user.name} is erased`} onClose=${() => setOpen(null)}>
      <p>Name, address, sessions, keys and second factors are gone at once, and the rest in a moment. There is no way back.</p>
      <p>Exports that were made before still hold this person until they expire.</p><//>` : null}</div>`;
}
