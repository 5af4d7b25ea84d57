import { me } from '../../core/state.js';

const KINDS = { user: 'User', operator: 'Operator', service: 'Service account', api_key: 'API key', system: 'System' };

/** What kind of actor it was. */
export const kindName = actor => KINDS[actor.kind] ?? actor.kind;

/** Who acted: oneself, a user of this tenant by name, or what kind of actor it was. */
export const actorName = ({ actor, actorName: name }) => actor.id === me.value.user.id ? 'You' : name ?? kindName(actor);
