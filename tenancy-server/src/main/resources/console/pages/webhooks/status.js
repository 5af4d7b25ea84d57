import { html } from '../../core/html.js';
import { Status } from '../../components/marks.js';

const BECAUSE = { requested: 'Disabled', gone: 'Disabled: gone', failing: 'Disabled: failing' };

export const WebhookStatus = ({ webhook }) => webhook.status === 'disabled'
  ? html`<${Status} value="disabled" label=${BECAUSE[webhook.disabledBecause] ?? 'Disabled'}/>`
  : html`<${Status} value=${webhook.failingSince ? 'read_only' : 'active'} label=${webhook.failingSince ? 'Failing' : 'Active'}/>`;
