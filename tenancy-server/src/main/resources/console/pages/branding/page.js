import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { Head } from '../../components/page.js';
import { Loaded } from '../../components/states.js';
import { Look } from './look.js';
import { Logo } from './logo.js';

export default function Branding() {
  const known = useData(() => api.get('/v1/brand'));
  return html`<${Head} title="Branding">How your organisation looks at the sign-in and in mails.<//>
    <${Loaded} of=${known}>${brand => html`<div class="stack">
      <${Look} key=${JSON.stringify(brand)} brand=${brand} reload=${known.reload}/><div class="narrow"><${Logo} brand=${brand} reload=${known.reload}/></div></div>`}<//>`;
}
