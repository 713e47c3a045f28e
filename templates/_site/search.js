// Searches the index that the build has made. The options are those of `src/site/search.ts`.
(() => {
  const options = { fields: ['title', 'text', 'tags'], storeFields: ['title', 'deck', 'url'] };
  const most = 50;
  const index = self.MiniSearch.loadJS(self.deckwrightIndex, options);
  const input = document.querySelector('.find input');
  const found = document.getElementById('found');
  const list = document.getElementById('results');

  const show = () => {
    const text = input.value.trim();
    const hits = text
      ? index.search(text, {
          prefix: true,
          fuzzy: 0.25,
          combineWith: 'AND',
          boost: { title: 3, tags: 2 },
        })
      : [];
    found.textContent = text
      ? hits.length === 0
        ? `Nothing was found for “${text}”.`
        : `${hits.length} note${hits.length === 1 ? '' : 's'} for “${text}”${hits.length > most ? `, the first ${most}:` : ':'}`
      : 'Write above what you look for.';
    list.replaceChildren(...hits.slice(0, most).map(row));
  };

  const row = ({ title, deck, url }) => {
    const place = document.createElement('li');
    const link = document.createElement('a');
    link.href = url;
    link.textContent = title;
    const where = document.createElement('span');
    where.className = 'small';
    where.textContent = deck;
    place.append(link, where);
    return place;
  };

  input.value = new URLSearchParams(location.search).get('q') ?? '';
  input.addEventListener('input', show);
  input.form.addEventListener('submit', (event) => event.preventDefault());
  input.focus();
  show();
})();
