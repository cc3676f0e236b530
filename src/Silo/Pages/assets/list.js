import { byId, element, untrusted } from './dom.js';
import { modelOf, percent, sourceOf, time, titleOf } from './format.js';

const mostShown = 500;

/** The list of flagged articles: newest first, each once. */
export class ArticleList {
  #items = new Map();
  #waiting = [];
  #floor = new Map();
  #list = byId('articles');
  #filter = { decision: '', source: '' };

  constructor(open, changed) {
    this.open = open;
    this.changed = changed;
    this.paused = false;
    this.#list.addEventListener('keydown', event => this.#move(event));
  }

  get waiting() { return this.#waiting.length; }
  get size() { return this.#items.size; }

  /** Shows an article, or keeps it until the list goes on. False where it is there already. */
  add(item) {
    if (this.#items.has(item.position)) return false;
    if (this.paused) {
      if (this.#waiting.some(other => other.position === item.position)) return false;
      this.#waiting.push(item);
      if (this.#waiting.length > mostShown) this.#waiting.shift();
    } else {
      this.#show(item, true, true);
    }
    this.changed();
    return true;
  }

  /** Puts a page below what is shown. */
  append(items, next) {
    for (const item of items) if (!this.#items.has(item.position)) this.#show(item, false, false);
    this.#floor = new Map((next ?? '').split(',').filter(Boolean).map(pair => pair.split(':')));
    this.changed();
  }

  /** Where the next older page begins; null where there is none. */
  get before() {
    return this.#floor.size === 0 ? null : [...this.#floor].map(pair => pair.join(':')).join(',');
  }

  clear() {
    this.#items.clear();
    this.#waiting.length = 0;
    this.#list.replaceChildren();
    this.changed();
  }

  resume() {
    this.paused = false;
    for (const item of this.#waiting.splice(0)) this.#show(item, true, false);
    this.changed();
  }

  filter(change) {
    Object.assign(this.#filter, change);
    let shown = 0;
    for (const { item, node } of this.#items.values()) {
      node.hidden = !this.#passes(item.verdict);
      shown += node.hidden ? 0 : 1;
    }
    return shown;
  }

  get shown() {
    let shown = 0;
    for (const { node } of this.#items.values()) shown += node.hidden ? 0 : 1;
    return shown;
  }

  #passes(verdict) {
    return (!this.#filter.decision || verdict.decision === this.#filter.decision)
      && (!this.#filter.source || sourceOf(verdict) === this.#filter.source);
  }

  #show(item, onTop, fresh) {
    const node = this.#row(item);
    node.hidden = !this.#passes(item.verdict);
    if (fresh) node.classList.add('fresh');
    this.#items.set(item.position, { item, node });
    if (onTop) this.#list.prepend(node); else this.#list.append(node);
    while (onTop && this.#items.size > mostShown) {
      const last = this.#list.lastElementChild;
      if (last.contains(document.activeElement)) break;
      const [partition, offset] = last.dataset.position.split(':');
      this.#floor.set(partition, String(Number(offset) + 1));
      this.#items.delete(last.dataset.position);
      last.remove();
    }
  }

  #row(item) {
    const { verdict } = item;
    const title = element('button', { type: 'button', class: 'title' }, untrusted(titleOf(verdict)));
    title.addEventListener('click', () => this.open(item));
    const row = element('li', { class: `article is-${verdict.decision === 'flag' ? 'flag' : 'review'}` },
      score(verdict),
      element('div', { class: 'story' },
        element('h3', {}, title),
        element('p', { class: 'byline' },
          element('span', { class: 'source' }, untrusted(sourceOf(verdict))),
          element('time', { dateTime: verdict.classifiedAt }, time(verdict.classifiedAt)),
          element('span', { class: 'model' }, untrusted(modelOf(verdict.model))))),
      element('p', { class: 'decision' }, verdict.decision === 'flag' ? 'Flag' : 'Review'));
    row.dataset.position = item.position;
    return row;
  }

  #move(event) {
    const rows = [...this.#list.children].filter(row => !row.hidden);
    const here = rows.findIndex(row => row.contains(document.activeElement));
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (here < 0 || to === undefined || !rows[to]) return;
    event.preventDefault();
    rows[to].querySelector('.title').focus();
  }
}

function score(verdict) {
  const probability = verdict.fakeProbability;
  if (probability === undefined || probability === null) {
    const why = verdict.reason === 'language' ? 'another language' : 'nothing to read';
    return element('div', { class: 'score' }, element('p', { class: 'number none' }, 'not scored'), element('p', { class: 'why' }, why));
  }
  const bar = element('span', { class: 'bar', 'aria-hidden': 'true' });
  bar.style.setProperty('--share', String(probability));
  return element('div', { class: 'score' },
    element('p', { class: 'number' }, percent(probability), element('span', { class: 'unit' }, '%'),
      element('span', { class: 'unseen' }, ' resemblance')),
    bar);
}
