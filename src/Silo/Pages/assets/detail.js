import { byId, element, untrusted, visible } from './dom.js';
import { Review } from './review.js';
import { count, modelOf, percentExactly, sourceOf, time, titleOf, webAddress } from './format.js';

/** The article view: what was said of an article, in words, and the article itself. */
export class Detail {
  #dialog = byId('detail');
  #review = new Review();
  #asked = null;

  constructor() {
    byId('detail-close').addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('click', event => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
    this.#dialog.addEventListener('close', () => { this.#asked?.abort(); this.#review.leave(); });
  }

  open({ position, verdict }) {
    byId('detail-kicker').textContent = verdict.decision === 'flag' ? 'Flagged' : 'For review';
    byId('detail-kicker').className = `detail-kicker is-${verdict.decision === 'flag' ? 'flag' : 'review'}`;
    byId('detail-title').replaceChildren(untrusted(titleOf(verdict)));
    byId('detail-meta').replaceChildren(untrusted(sourceOf(verdict)), ' · judged ', time(verdict.classifiedAt), ...link(verdict.url));
    byId('detail-verdict').replaceChildren(...sentences(position, verdict).map(sentence => element('p', {}, ...sentence)));
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#review.show(position, verdict.input);
    this.#load(verdict.input);
  }

  async #load(input) {
    const region = byId('detail-text');
    this.#asked?.abort();
    const asked = this.#asked = new AbortController();
    if (!input) {
      region.replaceChildren(element('p', { class: 'hint' }, 'This article did not come through Kafka; its text is not kept.'));
      return;
    }
    region.replaceChildren(element('p', { class: 'hint' }, 'Reading it from Kafka …'));
    try {
      const answer = await fetch(`/api/v1/articles/${Number(input.partition)}/${Number(input.offset)}`, { signal: asked.signal });
      const body = await answer.json();
      if (!answer.ok) throw new Error(body.detail ?? 'It could not be read.');
      const text = body.article.text?.trim();
      region.replaceChildren(...(text
        ? visible(text).split(/\n{2,}|\r\n\r\n/).map(paragraph => element('p', { dir: 'auto' }, paragraph))
        : [element('p', { class: 'hint' }, 'It has a title and no text.')]));
    } catch (failure) {
      if (failure.name !== 'AbortError') region.replaceChildren(element('p', { class: 'hint' }, failure.message));
    }
  }
}

function link(url) {
  const address = url ? webAddress(url) : null;
  return address ? [' · ', element('a', { href: address, rel: 'noopener noreferrer', target: '_blank', class: 'address' }, untrusted(address))] : [];
}

function sentences(position, verdict) {
  const { thresholds, tokens, input, model } = verdict;
  const lines = [];
  if (verdict.reason === 'language') {
    lines.push(['The article says it is in another language than the model reads. It has no score; a person should look.']);
  } else if (verdict.fakeProbability === undefined || verdict.fakeProbability === null) {
    lines.push(['Nothing was left to read after preparation. It has no score; a person should look.']);
  } else {
    lines.push([
      'The model gives ', element('strong', {}, percentExactly(verdict.fakeProbability)),
      ' that this text resembles writing labelled unreliable. ',
      `From ${percentExactly(thresholds.flag)} on an article is flagged`,
      thresholds.review < thresholds.flag ? `; from ${percentExactly(thresholds.review)} on a person should look. ` : '. ',
      'That is a remark on its manner of writing, not on its truth.']);
  }
  if (tokens) {
    lines.push([verdict.truncated
      ? `It read the first ${count(tokens.used)} of ${count(tokens.total)} tokens; the rest of the article was not judged.`
      : `It read the whole article: ${count(tokens.total)} tokens.`]);
  }
  lines.push(['Judged by ', untrusted(modelOf(model)), ' ', element('code', { title: visible(model.sha256) }, visible(model.sha256).slice(0, 12)),
    ` in ${Math.round(verdict.latencyMs)} ms.`]);
  if (input) {
    lines.push(['Came from ', untrusted(input.topic), `, partition ${input.partition}, offset ${count(input.offset)}; flagged as ${position}.`]);
  }
  return lines;
}
