import { me } from '../../core/state.js';

const KINDS = { user: 'User', operator: 'Operator', service: 'Service account', api_key: 'API key', system: 'System' };

/** Who acted, as far as an entry itself tells: what kind of actor, or oneself. */
export const actorName = actor => actor.id === me.value.user.id ? 'You' : KINDS[actor.kind] ?? actor.kind;
