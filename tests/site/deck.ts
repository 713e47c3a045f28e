const svg = (title: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30" width="400" height="300"><title>${title}</title><rect width="40" height="30" fill="#9cd"/></svg>\n`;

/** A project with notes of every kind, and a deck that tries what it may not. */
export const deck = {
  'deckwright.yaml':
    'name: Sample & <Co>\nnamespace: site\nsettings:\n  lang: en\n  source: https://forge.example/a/b\n',
  'decks/capitals.md': `---
note-level: 3
---
# Capitals

Of **countries**, with $x^2$.

## Oceania

### What is the capital of Australia?

Camberra

### What is the capital of Fiji? {type=reversed}

Suva

## Asia

### What is the capital of Japan? {.asia::east}

Tokyo. See [the map](https://example.org/map).
`,
  'decks/kinds.md': `---
html: trusted
---
# Kinds

## A cloze

The {{sun}} is {{far::how?}}, and $\\frac{a}{b} < c$.

$$
\\sum_{i=1}^n i = \\frac{n(n+1)}{2}
$$

## Which of these swim? {type=choice}

- [x] Fish
- [ ] Stones

## Which word means dog? {type=typed}

hund

## A lake {type=occlusion}

![A lake](lake.svg)

- rect 0.1 0.1 0.3 0.3: the shore
- ellipse 0.5 0.5 0.2 0.2: the island

## What does this print?

\`\`\`python
print("hello")  # a long line that goes on and on and on and on and on and on and on and on and on and on
\`\`\`

| A | B |
|---|---|
| 1 | 2 |

A note[^1].

[^1]: Below.

## What must not be?

<script>document.title = 'owned'</script><img src="https://tracker.example/x.png" onerror="document.title = 'owned'"><iframe src="https://tracker.example/"></iframe><a href="javascript:document.title='owned'">link</a>

Nothing of it.
`,
  'decks/lake.svg': svg('A lake'),
  'decks/credits.yaml':
    'lake.svg: {author: Ada, licence: CC0-1.0, source: "https://example.org/lake"}\n',
};
