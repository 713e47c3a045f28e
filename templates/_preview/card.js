/*
 * Runs in the sandboxed page that cards are put on, and does what Anki's reviewer does there: puts a side in,
 * runs its scripts, typesets its formulas, plays its sounds and paints the shapes of image occlusion.
 * It hears from the page around, and tells it what was pressed.
 */

const around = window.parent;

/** Without an origin there is no storage; scripts that keep something get one that lasts as long as the page. */
for (const name of ['localStorage', 'sessionStorage']) {
  const kept = new Map();
  const storage = {
    getItem: (key) => kept.get(String(key)) ?? null,
    setItem: (key, value) => void kept.set(String(key), String(value)),
    removeItem: (key) => void kept.delete(String(key)),
    clear: () => kept.clear(),
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
  Object.defineProperty(window, name, { value: storage, configurable: true });
}

const state = { sounds: { q: [], a: [] }, player: undefined, last: Promise.resolve() };

window.ankiPlatform = 'desktop';
window.onUpdateHook = [];
window.onShownHook = [];
window.pycmd = (command) => {
  const [word, side, index] = String(command).split(':');
  if (word === 'play') play(side, Number(index));
  if (word === 'ans') tell({ type: 'key', key: ' ' });
};
window.bridgeCommand = window.pycmd;
window.anki = { imageOcclusion: { setup: () => void paintShapes() } };

function tell(message) {
  around.postMessage(message, '*');
}

window.addEventListener('message', (event) => {
  if (event.source !== around) return;
  if (event.data?.type === 'hello' && document.readyState !== 'loading') tell({ type: 'ready' });
  if (event.data?.type !== 'show') return;
  state.last = state.last.then(() => show(event.data)).catch((error) => reportError(error));
});

/** Puts a side on the page; what it looks like is settled before it is seen. */
async function show({ html, css, classes, isBack, sounds, focus }) {
  const qa = document.getElementById('qa');
  document.documentElement.className = classes.root;
  document.body.className = classes.body;
  state.sounds = sounds;
  state.player?.pause();
  window.onUpdateHook.length = 0;
  window.onShownHook.length = 0;
  qa.style.opacity = '0';
  qa.innerHTML = `<style>${css}</style>${html}`;
  for (const script of qa.querySelectorAll('script')) await runAgain(script);
  for (const hook of window.onUpdateHook) hook();
  await window.MathJax?.startup?.promise;
  window.MathJax?.typesetClear?.();
  await window.MathJax?.typesetPromise?.([qa]);
  await pictures(qa);
  qa.style.opacity = '1';
  for (const hook of window.onShownHook) hook();
  if (isBack) document.getElementById('answer')?.scrollIntoView();
  else window.scrollTo(0, 0);
  const box = document.querySelector('input#typeans');
  if (box && focus) box.focus();
  tell({ type: 'shown' });
}

/** A script that came as text does not run; its copy does. */
function runAgain(script) {
  const copy = document.createElement('script');
  for (const { name, value } of script.attributes) copy.setAttribute(name, value);
  copy.textContent = script.textContent;
  const loaded = copy.src
    ? new Promise((resolve) => {
        copy.onload = resolve;
        copy.onerror = resolve;
      })
    : undefined;
  script.replaceWith(copy);
  return loaded;
}

/** Pictures have their size before the card is seen; a slow one is not waited for. */
function pictures(qa) {
  const all = [...qa.querySelectorAll('img')].map((image) => image.decode().catch(() => {}));
  return Promise.race([Promise.all(all), new Promise((resolve) => setTimeout(resolve, 400))]);
}

function play(side, index) {
  const sound = state.sounds[side]?.[index];
  state.player?.pause();
  if (!sound) return;
  if (sound.type === 'speech') {
    tell({ type: 'notice', text: `Read out in ${sound.lang}: ${sound.text}` });
    return;
  }
  if (/\.(mp4|m4v|webm|ogv|mov|mkv|avi|mpe?g)$/i.test(sound.name))
    return showFilm(side, index, sound);
  state.player = new Audio(encodeURIComponent(sound.name));
  state.player.play().catch(() => {
    tell({ type: 'notice', text: `The browser cannot play ${sound.name}.` });
  });
}

/** Anki opens a film in a window of its own; here it stands below its button. */
function showFilm(side, index, { name }) {
  const button = document.querySelector(`[data-play="${side}:${index}"]`);
  if (!button || button.nextElementSibling?.localName === 'video') return;
  const film = document.createElement('video');
  film.controls = true;
  film.src = encodeURIComponent(name);
  button.after(film);
  film.play().catch(() => {});
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link) return;
  const { play: sound } = link.dataset;
  const href = link.getAttribute('href') ?? '';
  if (sound) play(...[sound.split(':')[0], Number(sound.split(':')[1])]);
  else if (/^https?:/i.test(href)) tell({ type: 'link', href: link.href });
  if (sound || !href.startsWith('#') || href === '#') event.preventDefault();
});

document.addEventListener('input', (event) => {
  if (event.target instanceof HTMLInputElement && event.target.id === 'typeans')
    tell({ type: 'typed', text: event.target.value });
});

/** Keys of the preview work while the card has the focus, too. */
document.addEventListener('keydown', (event) => {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey || event.defaultPrevented) return;
  const types = target instanceof Element && target.matches('input, textarea, select');
  if (types && target.id === 'typeans' && key === 'Enter') tell({ type: 'key', key: ' ' });
  if (types && key === 'Escape') target.blur();
  const presses = target instanceof Element && target.closest('a, button, summary, audio, video');
  if (types || (presses && (key === ' ' || key === 'Enter'))) return;
  if (![' ', 'ArrowLeft', 'ArrowRight', '/', 'j', 'k', 'r'].includes(key)) return;
  event.preventDefault();
  if (key === 'r') play('q', 0);
  else tell({ type: 'key', key });
});

/* Image occlusion: the shapes of the note, painted over its picture. */

async function paintShapes() {
  const canvas = document.getElementById('image-occlusion-canvas');
  const container = document.getElementById('image-occlusion-container');
  const image = container?.querySelector('img');
  if (!canvas || !image) return;
  await image.decode().catch(() => {});
  if (!image.naturalWidth || !image.naturalHeight) return;
  // The picture lies in this box: as wide as there is room, and no higher than its styling lets it be.
  container.style.aspectRatio = `${image.naturalWidth / image.naturalHeight}`;
  const toggle = document.getElementById('toggle');
  const hidden = document.querySelectorAll('#qa .cloze-inactive[data-occludeinactive="1"]');
  const shown = { inactive: true };
  const paint = () => paintAll(canvas, image, shown.inactive);
  if (toggle && hidden.length === 0) toggle.style.display = 'none';
  toggle?.addEventListener('click', () => {
    shown.inactive = !shown.inactive;
    paint();
  });
  window.onresize = paint;
  paint();
}

/** As Anki paints them, the active shapes lie below. */
const kinds = { cloze: 'active', 'cloze-inactive': 'inactive', 'cloze-highlight': 'highlight' };
const colours = { active: '#ff8e8e', inactive: '#ffeba2', highlight: '#ff8e8e00' };
const lines = { active: '#212121', inactive: '#212121', highlight: '#ff8e8e' };

/** A canvas has as many points as the screen, in the shape of the picture. */
function sizeOf({ clientWidth, clientHeight }, { naturalWidth, naturalHeight }) {
  const scale =
    (window.devicePixelRatio || 1) *
    Math.min(clientWidth / naturalWidth, clientHeight / naturalHeight);
  return [Math.floor(naturalWidth * scale), Math.floor(naturalHeight * scale)];
}

function paintAll(canvas, image, withInactive) {
  const [width, height] = sizeOf(canvas, image);
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  const style = getComputedStyle(canvas);
  for (const [name, kind] of Object.entries(kinds)) {
    const said = (what) => style.getPropertyValue(`--${kind}-shape-${what}`).trim();
    const [line = '', colour = ''] = said('border').split(/\s+(.*)/su);
    const wide = Number.parseFloat(line);
    for (const { dataset } of document.querySelectorAll(`#qa .${name}[data-shape]`)) {
      if (kind === 'inactive' && (!withInactive || dataset.occludeinactive !== '1')) continue;
      const path = outline(dataset, width, height);
      if (!path) continue;
      pen.fillStyle = (kind === 'inactive' && dataset.fill) || said('color') || colours[kind];
      pen.strokeStyle = colour || lines[kind];
      // Of the screen's own points, however many there are to a pixel.
      pen.lineWidth = Number.isNaN(wide) ? 1 : wide;
      pen.fill(path);
      if (wide !== 0) pen.stroke(path);
    }
  }
}

/** All numbers of a shape are parts of the picture's width and height; it lies on whole points. */
function outline({ shape, left, top, width, height, rx, ry, points, angle }, wide, high) {
  const path = new Path2D();
  const across = (part) => Math.round((Number(part) || 0) * wide);
  const down = (part) => Math.round((Number(part) || 0) * high);
  const [x, y] = [across(left), down(top)];
  if (shape === 'rect') path.rect(x, y, across(width), down(height));
  else if (shape === 'ellipse')
    path.ellipse(x + across(rx), y + down(ry), across(rx), down(ry), 0, 0, 2 * Math.PI);
  else if (shape === 'polygon') {
    const corners = (points ?? '').split(' ').map((corner) => {
      const [a, b] = corner.split(',');
      return [across(a), down(b)];
    });
    // Anki moves a polygon to where its upper left corner is said to be.
    const right = x - Math.min(...corners.map(([a]) => a));
    const below = y - Math.min(...corners.map(([, b]) => b));
    for (const [a, b] of corners) path.lineTo(a + right, b + below);
    path.closePath();
  } else return undefined;
  return shape === 'polygon' ? path : turned(path, x, y, Number(angle) || 0);
}

/** About the upper left corner; a whole turn has 10,000 parts. */
function turned(path, x, y, parts) {
  if (parts === 0) return path;
  const result = new Path2D();
  const turn = new DOMMatrix().translate(x, y).rotate((parts / 10_000) * 360);
  result.addPath(path, turn.translate(-x, -y));
  return result;
}

window.addEventListener('DOMContentLoaded', () => tell({ type: 'ready' }));
