// Light and dark, turning cards, and permanent links. Every page reads without it.
(() => {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');

  const remembered = () => {
    try {
      return localStorage.getItem('theme');
    } catch {
      return null;
    }
  };

  const remember = (theme) => {
    try {
      localStorage.setItem('theme', theme);
    } catch {
      // A page on a disk may keep nothing.
    }
  };

  const isDark = () => (root.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';

  const paint = (theme) => {
    root.dataset.theme = theme;
    for (const link of document.querySelectorAll('link[data-dark]'))
      link.media = theme === 'dark' ? 'screen' : 'not all';
  };

  const chosen = remembered();
  if (chosen === 'dark' || chosen === 'light') paint(chosen);

  addEventListener('DOMContentLoaded', () => {
    const button = document.querySelector('.theme');
    button.hidden = false;
    button.addEventListener('click', () => {
      const theme = isDark() ? 'light' : 'dark';
      paint(theme);
      remember(theme);
    });
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || isTyping(event)) return;
      event.preventDefault();
      document.querySelector('.find input').focus();
    });
    const cards = document.querySelector('[data-flip]');
    if (cards) turnCards(cards);
    if (document.querySelector('[data-moved]')) goOn();
  });

  const isTyping = ({ target }) => target.closest('input, textarea, select, audio, video') !== null;

  /** Shows one card at a time. */
  function turnCards(box) {
    const cards = [...box.children];
    const state = { at: 0 };
    const bar = document.createElement('div');
    bar.className = 'turner';
    bar.innerHTML =
      '<button class="button quiet" type="button">Back</button><output></output><button class="button" type="button">Next</button>';
    const [back, place, next] = bar.children;
    box.after(bar);
    for (const key of document.querySelectorAll('.keys')) key.hidden = false;
    const show = (at) => {
      state.at = Math.min(Math.max(at, 0), cards.length - 1);
      for (const [index, card] of cards.entries()) {
        card.hidden = index !== state.at;
        card.querySelector('details').open = false;
      }
      place.textContent = `${state.at + 1} of ${cards.length}`;
      back.disabled = state.at === 0;
      next.disabled = state.at === cards.length - 1;
    };
    back.addEventListener('click', () => show(state.at - 1));
    next.addEventListener('click', () => show(state.at + 1));
    document.addEventListener('keydown', (event) => {
      if (isTyping(event) || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === 'ArrowRight') show(state.at + 1);
      else if (event.key === 'ArrowLeft') show(state.at - 1);
      else if (event.key === ' ' && !event.target.closest('button, a, summary')) {
        const details = cards[state.at].querySelector('details');
        details.open = !details.open;
      } else return;
      event.preventDefault();
    });
    show(0);
  }

  /** To where the note is now. */
  function goOn() {
    const link = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const target = link?.querySelector('a');
    if (target) location.replace(target.href);
  }
})();
