import { byId, element, untrusted } from './dom.js';
import { time } from './format.js';

const keyName = 'fakenews-key';

/** The reviewers' part of the article view: what was said, and one's own label. */
export class Review {
  #form = byId('review-form');
  #key = byId('review-key');
  #result = byId('review-result');
  #asked = null;
  #article = null;

  constructor() {
    this.#key.value = sessionStorage.getItem(keyName) ?? '';
    this.#key.addEventListener('change', () => sessionStorage.setItem(keyName, this.#key.value));
    this.#form.addEventListener('submit', event => {
      event.preventDefault();
      this.#save();
    });
  }

  /** Shows the labels of the article at a place of the input topic; an article that did not come through Kafka has none. */
  show(flagged, input) {
    this.leave();
    byId('review').hidden = !input;
    if (!input) return;
    this.#article = { flagged, path: `/api/v1/articles/${Number(input.partition)}/${Number(input.offset)}/labels` };
    this.#form.reset();
    this.#key.value = sessionStorage.getItem(keyName) ?? '';
    this.#say('', false);
    this.#words([]);
    this.#ask(this.#article, {}, review => this.#words(review.labels));
  }

  leave() {
    this.#asked?.abort();
    this.#article = null;
  }

  async #save() {
    const article = this.#article;
    if (!article) return;
    const chosen = new FormData(this.#form);
    const body = { label: chosen.get('label'), flagged: article.flagged, note: byId('review-note').value.trim() || undefined };
    this.#say('Saving …', false);
    await this.#ask(article, { method: 'POST', body: JSON.stringify(body) }, review => {
      this.#words(review.labels);
      this.#say(`Saved as ${body.label}.`, false);
    });
  }

  async #ask(article, request, done) {
    this.#asked?.abort();
    const asked = this.#asked = new AbortController();
    const key = this.#key.value;
    try {
      const answer = await fetch(article.path, {
        ...request, signal: asked.signal,
        headers: { accept: 'application/json', 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      });
      const told = await answer.json();
      if (this.#article !== article) return;
      if (answer.ok) {
        done(told);
        return;
      }
      const needsKey = answer.status === 401 || answer.status === 403;
      if (needsKey) byId('review-key-row').hidden = false;
      if (request.method || !needsKey) this.#say(told.detail ?? `The answer is ${answer.status}.`, true);
      if (needsKey && request.method) this.#key.focus();
    } catch (failure) {
      if (failure.name !== 'AbortError' && this.#article === article) this.#say('FakeNews does not answer.', true);
    }
  }

  #say(text, failed) {
    this.#result.dataset.failed = String(failed);
    this.#result.replaceChildren(untrusted(text));
  }

  #words(labels) {
    byId('review-words').replaceChildren(...(labels.length === 0
      ? [element('li', { class: 'hint' }, 'Nobody has labelled it yet.')]
      : labels.map(word => element('li', {},
        element('strong', { class: `word is-${['fake', 'real'].includes(word.label) ? word.label : 'unsure'}` }, word.label),
        ' by ', untrusted(word.reviewer), ` · ${time(word.at)}`,
        word.note ? element('p', { class: 'word-note', dir: 'auto' }, untrusted(word.note)) : null))));
  }
}
