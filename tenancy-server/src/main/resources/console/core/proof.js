import { signal } from '@preact/signals';

/** The question for a fresh proof that is open, if one is: the dialog answers it. */
export const question = signal(null);

/** Asks who sits here to prove it anew; true when they have. Requests that need it at the same time share one question. */
export function askForProof() {
  if (!question.value) {
    let answer;
    const promise = new Promise(resolve => { answer = resolve; });
    question.value = { promise, answer: done => { question.value = null; answer(done); } };
  }
  return question.value.promise;
}
