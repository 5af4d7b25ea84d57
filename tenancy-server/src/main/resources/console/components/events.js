import { useRef, useState } from 'preact/hooks';
import { api } from '../core/api.js';

/** The actions that there are, which are the types of events too: asked for when somebody is about to type one. */
export function useActions() {
  const [actions, setActions] = useState([]);
  const asked = useRef(false);
  const ask = () => {
    if (asked.current) return;
    asked.current = true;
    api.get('/v1/webhooks/event-types').then(page => setActions(page.items.flatMap(family => family.eventTypes)), () => {});
  };
  return [actions, ask];
}
