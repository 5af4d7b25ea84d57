import { html } from '../../core/html.js';
import { isOperator, me } from '../../core/state.js';
import { Head } from '../../components/page.js';
import { Activity } from './activity.js';
import { Platform } from './platform.js';
import { Organisation } from './organisation.js';

export default function Overview() {
  const { tenant, user } = me.value;
  return isOperator.value
    ? html`<${Head} title="Overview">The deployment at a glance.<//><${Platform}/><${Activity}/>`
    : html`<${Head} title=${tenant.name}>${user.roles.length ? `Signed in as ${user.roles.join(', ')}.` : 'Visited as support.'}<//>
        <${Organisation}/><${Activity}/>`;
}
