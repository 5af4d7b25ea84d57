import { html } from '../../core/html.js';
import { link } from '../../core/place.js';
import { Copy } from '../../components/copy.js';
import { Facts, Head } from '../../components/page.js';
import { Isolation, Status } from '../../components/marks.js';

/** What was made, and the owner's password where there is one: nobody sees it again. */
export const Made = ({ tenant }) => html`<${Head} title=${`${tenant.name} is made`}>
    ${tenant.oneTimePassword ? 'Hand the password over now: it is not shown again.' : `An invitation to ${tenant.owner.email} is on its way.`}<//>
  <div class="narrow stack"><${Facts} title="Tenant" facts=${[
      ['Short name', html`<${Copy} value=${tenant.slug} label="Short name"/>`],
      ['Status', html`<${Status} value=${tenant.status}/>`],
      ['Isolation', html`<${Isolation} value=${tenant.isolation}/>`],
      ['Owner', tenant.owner.email],
      tenant.oneTimePassword && ['One-time password', html`<${Copy} value=${tenant.oneTimePassword} label="Password"/>`]]}/>
    <div class="form-actions"><a class="btn" href=${link('/tenants')}>All tenants</a>
      <a class="btn primary" href=${link('/tenants/' + tenant.id)}>Open tenant</a></div></div>`;
