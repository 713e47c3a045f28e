/** Notes that each break one rule. The key is the rule, a second one of it has a number behind. */
export const badNotes: Record<string, string> = {
  'answer-in-question': `## What is the capital of Australia, where Canberra's parliament sits?

Canberra
`,
  'answer-in-question 2': `## The mitochondrion makes most of a cell's ATP. What makes most of a cell's ATP?

The mitochondrion.
`,
  'answer-in-question 3': `## Osmosis {type=reversed}

In osmosis water moves through a membrane to where more is dissolved.
`,
  'near-duplicate': `## What is the powerhouse of the cell, in animals and plants?

The mitochondrion.

## In animals and plants, what is the cell's powerhouse?

It is the mitochondrion!
`,
  'near-duplicate 2': `## Ohm

Voltage equals {{current}} times resistance in a conductor.

## The law of Ohm

Voltage equals {{the current}} times resistance in one conductor.
`,
  'near-duplicate 3': `## Why does bread dough rise while it rests in a warm place?

Yeast turns sugar into carbon dioxide, whose bubbles the gluten holds.

## Why does dough rise while it rests in a warm place?

Yeast turns sugar into carbon dioxide, whose bubbles the gluten holds.
`,
  'two-answers': `## What is a jaguar? {#cat}

A big cat of South America.

## What is a Jaguar? {#car}

A car built in Coventry.
`,
  'two-answers 2': `## What's the melting point of tin?

232 °C

## What is the melting point of tin?

450 °F
`,
  'cloze-given-away': `## Photosynthesis

Plants make {{glucose}} from light. They store glucose as starch.
`,
  'cloze-given-away 2': `## The Krebs cycle

The {{Krebs cycle}} runs in the matrix.
`,
  'cloze-given-away 3': `## The largest planet

The largest planet is {{Jupiter::not Jupiter's moon}}.
`,
  'cloze-given-away 4': `## Two names

The {{c1::humerus}} is in the upper arm; surgeons pin the {{c2::humerus}} with a nail.
`,
  'cloze-given-away 5': `## Energy of a photon

With frequency $\\nu$ the energy is $E = {{c1::h \\cdot \\nu + 0}}$, so two have $2E = 2 (h \\cdot \\nu + 0)$.
`,
  'cloze-whole-paragraph': `## Entropy

{{The entropy of an isolated system never decreases as time goes on, which gives time a direction.}}
`,
  'cloze-tiny': `## Indefinite article

An hour is {{a}} long time in politics.
`,
  'cloze-tiny 2': `## The capital of France

The capital of France is {{___}}.
`,
  'image-only-front': `## ![](bone.svg)

The humerus.
`,
  'alt-gives-answer': `## Which bone is marked?

![The humerus, marked in red](bone.svg)

---

The humerus.
`,
  'alt-gives-answer 2': `## A bone of the arm

![Drawing of the ulna](bone.svg)

The marked bone is the {{ulna}}.
`,
  'pronoun-without-noun': `## What does it do?

It carries oxygen through the blood.
`,
  'pronoun-without-noun 2': `## Who invented it?

Johannes Gutenberg, around 1450.
`,
  'pronoun-without-noun 3': `## Why are they important?

Bees pollinate a third of what we eat.
`,
  'dead-link': `## Where does the Danube rise?

In the Black Forest, see [the map of rivers](rivers-of-europe.md).
`,
  'dead-link 2': `## Where does the Rhine end?

In the Netherlands, as [said above](#the-rhine-and-its-sources).
`,
  'math-as-image': `## What is the area of a circle?

![](equation-3.png)
`,
  'math-as-image 2': `## What is the quadratic formula?

![\\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}](roots.png)
`,
  'media-too-large': `## How does a nightingale sing?

![](nightingale.mp3)
`,
  'cloze-one-brace': `## Who painted Guernica?

It was {c1::Pablo Picasso}, in 1937.
`,
  'repeated-tag': `## When did the Berlin Wall fall? {.history .germany .History}

On 9 November 1989.
`,
  'long-answer': `---
rules:
  long-answer: {words: 12}
---

## Why is the sky blue?

Air scatters short waves much more than long ones, so blue light reaches the eye from all sides.
`,
  'long-list': `---
rules:
  long-list: {severity: warning, points: 3}
---

## Which noble gases are there?

- helium
- neon
- argon
- krypton
`,
  'yes-no-question': `---
rules:
  yes-no-question: info
---

## Is the whale a mammal?

Yes, it suckles its young.
`,
};
