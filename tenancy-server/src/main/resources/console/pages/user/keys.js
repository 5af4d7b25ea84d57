import { html } from '../../core/html.js';
import { can } from '../../core/state.js';
import { Keys } from '../api-keys/keys.js';

/** The keys that somebody has made; only they can make more. */
export const UserKeys = ({ user }) => html`<${Keys} path=${`/v1/users/${user.id}/api-keys`} title="API keys" revokes=${can('user:write')}/>`;
