import { byId, visible } from './dom.js';
import { Detail } from './detail.js';
import { Feed } from './feed.js';
import { count, modelOf, rate, sourceOf } from './format.js';
import { ArticleList } from './list.js';
import { showSources } from './sources.js';

const pageSize = 50;
const announceEvery = 10000;
const states = { connecting: 'Connecting', live: 'Live', reconnecting: 'Reconnecting', paused: 'Paused' };

const detail = new Detail();
const list = new ArticleList(item => detail.open(item), () => render());
const feed = new Feed({
  flagged(item) { if (list.add(item)) { noteSource(item.verdict); arrived++; } },
  gap() { announce('Some flagged articles were already deleted and can not be shown.'); },
  reset() { start(); },
  state(name) { connection = name; render(); },
});

let connection = 'connecting';
let arrived = 0;
let loading = true;
const known = new Set();

async function get(path) {
  const answer = await fetch(path, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** The newest page first, then everything after it: nothing falls between the two. */
async function start() {
  feed.stop();
  loading = true;
  try {
    const page = await get(`/api/v1/flagged?limit=${pageSize}`);
    list.clear();
    list.append(page.items, page.next);
    page.items.forEach(item => noteSource(item.verdict));
    loading = false;
    render();
    feed.follow(page.position ?? '0:-1');
  } catch {
    connection = 'reconnecting';
    render();
    setTimeout(start, 2000);
  }
}

function noteSource(verdict) {
  const name = sourceOf(verdict);
  if (known.has(name) || known.size > 500) return;
  known.add(name);
  const option = document.createElement('option');
  option.value = name;
  option.textContent = visible(name);
  const select = byId('source');
  const after = [...select.options].slice(1).find(other => other.value.localeCompare(name) > 0);
  select.insertBefore(option, after ?? null);
}

function choose(source) {
  const select = byId('source');
  const known = [...select.options].some(option => option.value === source);
  select.value = known && select.value !== source ? source : '';
  list.filter({ source: select.value });
  render();
}

function render() {
  const state = list.paused ? 'paused' : connection;
  byId('connection').dataset.state = state;
  const text = byId('connection-text');
  if (text.textContent !== states[state]) text.textContent = states[state];
  const pause = byId('pause');
  pause.setAttribute('aria-pressed', String(list.paused));
  pause.textContent = list.paused ? (list.waiting > 0 ? `Resume (${count(list.waiting)} waiting)` : 'Resume') : 'Pause';
  byId('older').hidden = list.before === null;
  const empty = byId('empty');
  empty.hidden = list.shown > 0;
  empty.textContent = loading ? 'Asking for the newest flagged articles …'
    : list.size === 0 ? 'Nothing has been flagged yet. Articles appear here as soon as one is.'
    : 'No article here matches what you chose to see.';
}

function announce(text) {
  byId('announcement').textContent = text;
}

async function refreshStatus() {
  try {
    const status = await get('/api/v1/status');
    const { figures, broker, model } = status;
    byId('count-judged').textContent = count(figures.judged);
    byId('count-flagged').textContent = count(figures.flagged);
    byId('count-review').textContent = count(figures.review);
    byId('count-passed').textContent = count(figures.passed);
    byId('count-dead').textContent = count(figures.deadLetters);
    byId('rate').textContent = rate(figures.articlesPerSecond);
    byId('model').textContent = model ? modelOf(model) : 'none loaded yet';
    byId('model').title = model ? `sha256 ${model.sha256}` : '';
    byId('broker').textContent = broker.kind === 'embedded' ? `embedded, for trying out (${broker.address})` : broker.address;
    byId('delivery').textContent = broker.delivery.replaceAll('-', ' ');
  } catch { /* The connection state says it already. */ }
}

async function refreshSources() {
  try {
    showSources(await get('/api/v1/sources?limit=12'), choose);
  } catch { /* Best effort. */ }
}

function every(milliseconds, task) {
  task();
  setInterval(() => { if (!document.hidden) task(); }, milliseconds);
}

byId('pause').addEventListener('click', () => {
  if (list.paused) list.resume(); else list.paused = true;
  render();
});
byId('source').addEventListener('change', event => { list.filter({ source: event.target.value }); render(); });
document.querySelectorAll('input[name=decision]').forEach(input =>
  input.addEventListener('change', () => { list.filter({ decision: input.value }); render(); }));
byId('older').addEventListener('click', async () => {
  try {
    const page = await get(`/api/v1/flagged?limit=${pageSize}&before=${encodeURIComponent(list.before)}`);
    list.append(page.items, page.next);
    page.items.forEach(item => noteSource(item.verdict));
  } catch { announce('Older articles could not be read; try again.'); }
});

// Polite, and not chatty: one sentence for all that came since the last.
setInterval(() => {
  if (arrived > 0) announce(arrived === 1 ? 'One new flagged article.' : `${count(arrived)} new flagged articles.`);
  arrived = 0;
}, announceEvery);

start();
every(2000, refreshStatus);
every(4000, refreshSources);
