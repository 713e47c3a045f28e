/** An element with properties and children; text stays text. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (key in made && !key.startsWith('aria')) made[key] = value;
    else made.setAttribute(key, String(value));
  }
  made.append(...children);
  return made;
}

/** Decks with all levels above them, in order, each with the number of its cards. */
export function deckTree(cards) {
  const counts = new Map();
  for (const { deck } of cards) {
    const levels = deck.split('::');
    for (let depth = 1; depth <= levels.length; depth += 1) {
      const name = levels.slice(0, depth).join('::');
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([name, count]) => ({ name, count, levels: name.split('::') }))
    .sort((a, b) => compare(a.levels, b.levels));
}

function compare(a, b) {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    if (a[at] !== b[at]) return a[at].localeCompare(b[at]);
  }
  return a.length - b.length;
}

/** Whether a name is this one or below it. */
export function isBelow(name, top) {
  return name === top || name.startsWith(`${top}::`);
}

/** What makes a text findable however it is written. */
export function folded(text) {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** A message with the lines it speaks of, its place a link into the editor. */
export function problemView(problem, address) {
  const { file, line, column, severity, id, reason, note, frame } = problem;
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  return element(
    'article',
    { className: 'problem' },
    element(
      'p',
      {},
      element('span', { className: `badge ${severity}` }, severity),
      element('a', { className: 'place', href: address(file, line, column) }, place),
    ),
    element('p', { className: 'reason' }, ...withCode(reason)),
    ...(frame ? [frameView(frame)] : []),
    element('p', { className: 'help' }, ...withCode(note ?? '')),
    element('p', { className: 'id' }, id),
  );
}

/** What stands between backticks is code. */
function withCode(text) {
  return text
    .split(/`([^`]+)`/u)
    .map((part, at) => (at % 2 === 0 ? part : element('code', {}, part)));
}

function frameView({ line, text, before, start, length }) {
  const width = String(line).length;
  const gutter = (number) =>
    element('span', { className: 'gutter' }, `${String(number).padStart(width)} │ `);
  return element(
    'pre',
    { tabIndex: 0 },
    ...(before ? [gutter(line - 1), `${before}\n`] : []),
    gutter(line),
    text.slice(0, start),
    element('mark', {}, text.slice(start, start + length) || ' '),
    text.slice(start + length),
  );
}

/** A list of which only what is in sight is in the page: thousands of rows cost nothing. */
export function createList(box, rowHeight, rowOf) {
  const room = element('div', { 'aria-hidden': true });
  room.style.width = '1px';
  const state = { rows: [], selected: -1 };
  function draw() {
    const first = Math.max(0, Math.floor(box.scrollTop / rowHeight) - 4);
    const last = Math.min(
      state.rows.length,
      Math.ceil((box.scrollTop + box.clientHeight) / rowHeight) + 4,
    );
    const shown = new Set(Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at));
    if (state.selected >= 0) shown.add(state.selected);
    const views = [...shown]
      .sort((a, b) => a - b)
      .map((index) => {
        const view = rowOf(state.rows[index], index);
        view.id = `row-${index}`;
        view.style.top = `${index * rowHeight}px`;
        view.setAttribute('role', 'option');
        view.setAttribute('aria-selected', String(index === state.selected));
        view.setAttribute('aria-posinset', String(index + 1));
        view.setAttribute('aria-setsize', String(state.rows.length));
        view.dataset.index = String(index);
        return view;
      });
    room.style.height = `${state.rows.length * rowHeight}px`;
    box.replaceChildren(room, ...views);
    if (state.selected >= 0) box.setAttribute('aria-activedescendant', `row-${state.selected}`);
    else box.removeAttribute('aria-activedescendant');
  }
  box.addEventListener('scroll', () => requestAnimationFrame(draw));
  new ResizeObserver(() => draw()).observe(box);
  return {
    show(rows, selected) {
      Object.assign(state, { rows, selected });
      draw();
    },
    select(index) {
      state.selected = index;
      const top = index * rowHeight;
      if (top < box.scrollTop) box.scrollTop = top;
      if (top + rowHeight > box.scrollTop + box.clientHeight)
        box.scrollTop = top + rowHeight - box.clientHeight;
      draw();
    },
  };
}
