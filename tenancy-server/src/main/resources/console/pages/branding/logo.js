import { useRef, useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { logoOf } from '../../components/brand.js';

const MOST = 64 * 1024;

/** The bytes of a file in base64. */
const encoded = file => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
  reader.onerror = () => reject(new Error('The file cannot be read.'));
  reader.readAsDataURL(file);
});

export function Logo({ brand, reload }) {
  const input = useRef(null);
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const [removing, setRemoving] = useState(false);
  const take = async event => {
    const [file] = event.target.files;
    if (!file) return;
    setError('');
    setBusy(true);
    try {
      if (file.size > MOST) throw new Error('A logo has at most 64 KiB.');
      await api.change('PUT', '/v1/brand/logo', { image: await encoded(file) }, brand);
      toast('The logo is saved');
      reload();
    } catch (problem) { setError(problem.message); }
    setBusy(false);
    input.current.value = '';
  };
  return html`<section class="card form"><h2>Logo</h2><div class="logo-row"><div class="logo-box">${brand.logo
      ? html`<img class="logo" src=${logoOf(brand.logo)} alt="The logo of today" height="48"/>` : html`<span class="muted">No logo</span>`}</div>
    <div><p class="muted">A PNG or WebP of at most 64 KiB. It is shown 48 pixels high.</p>
      ${error ? html`<p class="error" role="alert"><${Icon} name="triangle-alert" size=${16}/>${error}</p>` : null}
      ${can('setting:write') ? html`<div class="logo-actions"><label class=${`btn ${busy ? 'busy' : ''}`}>${brand.logo ? 'Replace' : 'Upload'}
          <input ref=${input} class="sr" type="file" accept="image/png,image/webp" disabled=${busy} onChange=${take}/></label>
        ${brand.logo ? html`<button type="button" class="btn bad" onClick=${() => setRemoving(true)}>Remove</button>` : null}</div>` : null}</div></div>
    ${removing ? html`<${Confirm} title="Remove the logo" action="Remove" done="The logo is removed" onClose=${() => setRemoving(false)}
      act=${() => api.remove('/v1/brand/logo', brand).then(reload)}><p>The sign-in and mails are without it from now on.</p><//>` : null}</section>`;
}
