import { createList, deckTree, element, folded, isBelow, problemView } from './parts.js';

const $ = (id) => document.getElementById(id);
const rowHeight = 52;

/** What is known of the project, and what is looked at. */
const state = {
  version: 0,
  files: new Map(),
  paths: [],
  cards: [],
  shown: [],
  key: decodeURIComponent(location.hash.slice(1)),
  current: undefined,
  isBack: false,
  typed: '',
  query: '',
  deck: '',
  kind: '',
  tag: '',
  problems: [],
  root: '',
  editor: '',
  asked: 0,
  ready: new Set(),
  card: undefined,
};

const frames = [$('frame-wide'), $('frame-phone')];
const list = createList($('list'), rowHeight, rowOf);
const system = matchMedia('(prefers-color-scheme: dark)');
const settings = { theme: 'auto', width: 'both', client: 'linux', ...kept() };

function kept() {
  try {
    return JSON.parse(localStorage.getItem('deckwright') ?? '{}');
  } catch {
    return {};
  }
}

function keep() {
  localStorage.setItem('deckwright', JSON.stringify(settings));
}

/* What is new */

const events = new EventSource('/events');
events.onmessage = () => void update();
events.onerror = () => say('The preview has ended. Start it again with deckwright preview.');

async function update() {
  if (state.updating) {
    state.again = true;
    return;
  }
  state.updating = true;
  try {
    const response = await fetch(`/api/changes?since=${state.version}`);
    take(await response.json());
  } catch {
    // The server is gone, and says so by itself.
  }
  state.updating = false;
  if (state.again) {
    state.again = false;
    void update();
  }
}

function take(changes) {
  // A server that was started again counts anew.
  if (changes.version < state.version) {
    state.version = 0;
    state.files.clear();
    return void update();
  }
  const { version, files, paths, problems, root, editor, name, clients, waiting, trouble } =
    changes;
  Object.assign(state, { version, paths, problems, root, editor });
  for (const { path, cards } of files) {
    for (const card of cards) card.folded = folded(card.text);
    state.files.set(path, cards);
  }
  for (const path of state.files.keys()) if (!paths.includes(path)) state.files.delete(path);
  state.cards = paths.flatMap((path) => state.files.get(path) ?? []);
  $('name').textContent = name || 'Deckwright';
  document.title = name ? `${name} · Deckwright preview` : 'Deckwright preview';
  offerClients(clients);
  state.waiting = waiting === true;
  offerFilters();
  const touched = files.some(({ path }) => path === state.current?.path) || !state.current;
  filter(touched);
  showProblems(trouble);
  const notes = new Set(state.cards.map(noteOf)).size;
  say(
    waiting
      ? 'Compiling…'
      : `${count(notes, 'note')}, ${count(state.cards.length, 'card')}${errors() ? `, ${errors()}` : ''}`,
  );
}

function say(text) {
  if ($('status').textContent !== text) $('status').textContent = text;
}

function count(number, word) {
  return `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`;
}

function errors() {
  const number = state.problems.filter(({ severity }) => severity === 'error').length;
  return number > 0 ? count(number, 'error') : '';
}

/* Finding */

function offerClients(clients) {
  if ($('client').options.length > 0) return;
  for (const [value, name] of Object.entries(clients)) $('client').append(new Option(name, value));
  $('client').value = settings.client;
}

function offerFilters() {
  offer(
    $('kind'),
    'kind',
    'All note types',
    state.cards.map(({ kind }) => kind),
  );
  offer(
    $('tag'),
    'tag',
    'All tags',
    state.cards.flatMap(({ tags }) => tags.flatMap(withAbove)),
  );
  const decks = deckTree(state.cards);
  if (state.deck && !decks.some(({ name }) => name === state.deck)) state.deck = '';
  const marks = JSON.stringify([decks, state.deck]);
  if (marks === state.decksShown) return;
  state.decksShown = marks;
  const focused = document.activeElement?.dataset?.deck;
  $('decks').replaceChildren(
    deckButton('', 'All decks', state.cards.length, 0),
    ...decks.map(({ name, count: number, levels }) =>
      deckButton(name, levels.at(-1), number, levels.length - 1),
    ),
  );
  if (focused !== undefined)
    for (const button of $('decks').children) if (button.dataset.deck === focused) button.focus();
}

function withAbove(tag) {
  const levels = tag.split('::');
  return levels.map((_, at) => levels.slice(0, at + 1).join('::'));
}

function offer(select, key, all, values) {
  const names = [...new Set(values)].sort((a, b) => a.localeCompare(b));
  const marks = names.join('\n');
  if (select.dataset.marks === marks) return;
  select.dataset.marks = marks;
  select.replaceChildren(new Option(all, ''), ...names.map((name) => new Option(name, name)));
  if (!names.includes(state[key])) state[key] = '';
  select.value = state[key];
}

function deckButton(name, label, number, depth) {
  const button = element(
    'button',
    { type: 'button', 'aria-current': state.deck === name ? 'true' : undefined },
    element('span', {}, label),
    element('span', { className: 'number' }, number.toLocaleString('en')),
  );
  button.style.setProperty('--depth', String(depth));
  button.dataset.deck = name;
  button.addEventListener('click', () => {
    state.deck = name;
    offerFilters();
    filter(false);
  });
  return button;
}

/** Which cards are listed, and which of them is looked at: the same as before, wherever it went. */
function filter(touched) {
  const words = folded(state.query).split(/\s+/u).filter(Boolean);
  state.shown = state.cards.filter(
    ({ deck, kind, tags, folded: text }) =>
      (!state.deck || isBelow(deck, state.deck)) &&
      (!state.kind || kind === state.kind) &&
      (!state.tag || tags.some((tag) => isBelow(tag, state.tag))) &&
      words.every((word) => text.includes(word)),
  );
  const index = placeOf(state.current ?? { key: state.key });
  list.show(state.shown, index);
  $('count').textContent =
    state.shown.length === state.cards.length
      ? count(state.cards.length, 'card')
      : `${state.shown.length.toLocaleString('en')} of ${count(state.cards.length, 'card')}`;
  const card = state.shown[index];
  const same = card !== undefined && card.key === state.current?.key;
  if (same && !touched) list.select(index);
  else select(index, same || (card !== undefined && isReworded(card, state.current)));
}

/** A new note that stands where the last one stood is that one with other words. */
function isReworded(card, before) {
  return card.path === before?.path && card.line === before.line && card.ord === before.ord;
}

function placeOf(before) {
  const exact = state.shown.findIndex(({ key }) => key === before.key);
  if (exact >= 0 || before.path === undefined)
    return Math.max(exact, state.shown.length > 0 ? 0 : -1);
  const near = state.shown
    .map((card, index) => ({ card, index }))
    .filter(({ card }) => card.path === before.path)
    .sort((a, b) => distance(a.card, before) - distance(b.card, before));
  return near[0]?.index ?? (state.shown.length > 0 ? 0 : -1);
}

function distance(card, before) {
  return Math.abs(card.line - before.line) * 100 + Math.abs(card.ord - before.ord);
}

function rowOf(card, index) {
  const { front, kind, deck, ord, stale } = card;
  const isSame = (other) => other !== undefined && noteOf(other) === noteOf(card);
  const isOneOfMany = ord > 0 || isSame(state.shown[index + 1]) || isSame(state.shown[index - 1]);
  const where = [isOneOfMany ? `Card ${ord + 1}` : '', short(kind), deck.split('::').at(-1)]
    .filter(Boolean)
    .join(' · ');
  return element(
    'div',
    { className: stale ? 'is-stale' : '' },
    element('span', { className: 'title' }, front || '(no text)'),
    element(
      'span',
      { className: 'where' },
      stale ? `As it was before the mistake · ${where}` : where,
    ),
  );
}

function noteOf({ key }) {
  return key.slice(0, key.lastIndexOf(':'));
}

function short(kind) {
  return kind.replace(/^Deckwright /u, '');
}

/* Showing */

function select(index, stays = false) {
  const card = state.shown[index];
  state.current = card;
  if (!stays) Object.assign(state, { isBack: false, typed: '' });
  $('empty').hidden = card !== undefined;
  $('frames').hidden = card === undefined;
  for (const id of ['back', 'flip', 'next']) $(id).disabled = card === undefined;
  if (!card) {
    $('empty').firstElementChild.textContent = state.waiting
      ? 'Compiling…'
      : state.cards.length > 0
        ? 'No card matches.'
        : 'There are no cards yet. Write one, and it shows here.';
    for (const id of ['deck', 'front', 'kind-shown', 'tags-shown']) $(id).textContent = '';
    $('source').hidden = true;
    $('stale').hidden = true;
    return;
  }
  list.select(index);
  state.key = card.key;
  history.replaceState(null, '', `#${encodeURIComponent(card.key)}`);
  $('deck').textContent = card.deck.replaceAll('::', ' › ');
  $('front').textContent = card.front || '(no text)';
  $('source').hidden = false;
  $('source').textContent = `${card.path}:${card.line}`;
  $('source').href = address(card.path, card.line, 1);
  $('kind-shown').textContent = `${short(card.kind)}, card ${card.ord + 1}`;
  $('tags-shown').textContent = card.tags.join(' ');
  $('stale').hidden = !card.stale;
  void showSide();
}

function isNight() {
  return settings.theme === 'dark' || (settings.theme === 'auto' && system.matches);
}

/** Asks for the card as it is now, and puts the side that is looked at on both pages. */
async function showSide(focus = document.activeElement?.localName !== 'input') {
  const { current, typed } = state;
  if (!current) return;
  state.asked += 1;
  const { asked } = state;
  const query = new URLSearchParams({
    key: current.key,
    typed,
    client: settings.client,
    night: isNight() ? '1' : '0',
  });
  const response = await fetch(`/api/card?${query}`).catch(() => undefined);
  if (!response?.ok || asked !== state.asked) return;
  state.card = await response.json();
  if (asked !== state.asked) return;
  $('flip-word').textContent = state.isBack ? 'Show question' : 'Show answer';
  for (const frame of frames) put(frame, focus);
}

function put(frame, focus) {
  if (!state.card || !state.ready.has(frame)) return;
  const { front, back, css, classes, frontSounds, backSounds, blank, problem } = state.card;
  const html = state.isBack ? back : front;
  const message = {
    ...{
      type: 'show',
      css,
      classes,
      isBack: state.isBack,
      sounds: { q: frontSounds, a: backSounds },
    },
    html: blank && problem === undefined ? `${html}<p>The front of this card is blank.</p>` : html,
    focus:
      focus &&
      frame.offsetParent !== null &&
      frame === frames.find((one) => one.offsetParent !== null),
  };
  frame.contentWindow.postMessage(message, '*');
}

function flip() {
  if (!state.current) return;
  state.isBack = !state.isBack;
  if (!state.isBack) state.typed = '';
  void showSide(!state.isBack);
}

function move(step) {
  const index = state.shown.indexOf(state.current) + step;
  if (index >= 0 && index < state.shown.length) select(index);
}

window.addEventListener('message', ({ source, data }) => {
  const frame = frames.find(({ contentWindow }) => contentWindow === source);
  if (!frame || typeof data !== 'object' || data === null) return;
  if (data.type === 'ready') {
    state.ready.add(frame);
    put(frame, false);
  }
  if (data.type === 'shown') frame.dataset.shown = String(Number(frame.dataset.shown ?? 0) + 1);
  if (data.type === 'typed') state.typed = String(data.text).slice(0, 2000);
  if (data.type === 'key') press(String(data.key));
  if (data.type === 'notice') notice(String(data.text).slice(0, 300));
  if (data.type === 'link') offerLink(String(data.href));
});

/** A card reaches no other address by itself: a person may. */
function offerLink(href) {
  if (!/^https?:\/\//iu.test(href)) return;
  $('notice').replaceChildren(
    'Open ',
    element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, href),
  );
  fade();
}

function notice(text) {
  $('notice').textContent = text;
  fade();
}

function fade() {
  clearTimeout(state.fading);
  state.fading = setTimeout(() => $('notice').replaceChildren(), 8000);
}

/* Messages */

function address(file, line = 1, column = 1) {
  const path = encodeURI(`${state.root}/${file}`)
    .replaceAll('#', '%23')
    .replaceAll('?', '%3F')
    .replace(/^\//u, '');
  const rooted = /\/\{path\}/u.test(state.editor) ? path : `/${path}`;
  return state.editor
    .replace('{path}', () => rooted)
    .replace('{line}', line)
    .replace('{column}', column);
}

function showProblems(trouble) {
  const { problems } = state;
  const of = (word) => problems.filter(({ severity }) => severity === word).length;
  const parts = [
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'hint'],
  ]
    .filter(([severity]) => of(severity) > 0)
    .map(([severity, word]) => count(of(severity), word));
  const button = $('show-problems');
  const words = trouble ?? (parts.join(', ') || 'No messages');
  if (button.textContent !== words) button.textContent = words.split('\n')[0];
  button.disabled = problems.length === 0;
  button.closest('section').dataset.worst =
    trouble || of('error') > 0 ? 'error' : of('warning') > 0 ? 'warning' : '';
  const marks = JSON.stringify(problems);
  if (marks === state.problemsShown) return;
  state.problemsShown = marks;
  $('problems').replaceChildren(...problems.map((problem) => problemView(problem, address)));
  if (problems.length === 0) openProblems(false);
}

function openProblems(open) {
  $('problems').hidden = !open;
  $('show-problems').setAttribute('aria-expanded', String(open));
}

function openFinder(open) {
  $('finder').classList.toggle('is-open', open);
  $('show-list').setAttribute('aria-expanded', String(open));
}

/* Looks */

function dress() {
  document.documentElement.dataset.theme = isNight() ? 'dark' : 'light';
  $('frames').dataset.width = settings.width;
  for (const name of ['theme', 'width'])
    for (const input of document.getElementsByName(name))
      input.checked = input.value === settings[name];
}

for (const name of ['theme', 'width'])
  for (const input of document.getElementsByName(name))
    input.addEventListener('change', () => {
      settings[name] = input.value;
      keep();
      dress();
      void showSide(false);
    });

$('client').addEventListener('change', () => {
  settings.client = $('client').value;
  keep();
  void showSide(false);
});

system.addEventListener('change', () => {
  dress();
  void showSide(false);
});

/* Hands */

$('query').addEventListener('input', () => {
  state.query = $('query').value;
  filter(false);
});

for (const key of ['kind', 'tag'])
  $(key).addEventListener('change', () => {
    state[key] = $(key).value;
    filter(false);
  });

$('list').addEventListener('click', ({ target }) => {
  const row = target.closest('[role="option"]');
  if (!row) return;
  select(Number(row.dataset.index));
  openFinder(false);
});

$('back').addEventListener('click', () => move(-1));
$('next').addEventListener('click', () => move(1));
$('flip').addEventListener('click', flip);
$('show-problems').addEventListener('click', () => openProblems($('problems').hidden));
$('show-list').addEventListener('click', () =>
  openFinder(!$('finder').classList.contains('is-open')),
);

function press(key) {
  const act = {
    ' ': flip,
    ArrowRight: () => move(1),
    ArrowDown: () => move(1),
    j: () => move(1),
    ArrowLeft: () => move(-1),
    ArrowUp: () => move(-1),
    k: () => move(-1),
    Home: () => select(0),
    End: () => select(state.shown.length - 1),
    '/': () => {
      openFinder(true);
      $('query').focus();
      $('query').select();
    },
    Escape: () => {
      openProblems(false);
      openFinder(false);
    },
  }[key];
  act?.();
  return act !== undefined;
}

document.addEventListener('keydown', (event) => {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey) return;
  if (target === $('query')) {
    if (key === 'Escape' || key === 'Enter' || key === 'ArrowDown') {
      event.preventDefault();
      openFinder(key === 'ArrowDown');
      $(key === 'ArrowDown' ? 'list' : 'stage').focus();
    }
    return;
  }
  if (target.matches('select, input, textarea')) return;
  const presses = target.closest('a, button, summary');
  if (presses && (key === ' ' || key === 'Enter')) return;
  if (target.closest('#problems') && /^(Arrow|Home|End| )/u.test(key)) return;
  if (press(key)) event.preventDefault();
});

dress();
// A frame that was there before this script said so to nobody.
for (const { contentWindow } of frames) contentWindow.postMessage({ type: 'hello' }, '*');
