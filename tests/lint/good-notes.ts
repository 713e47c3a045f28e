/** Notes that come near to what a rule looks for, and are well as they are. */
export const goodNotes = `
## Which is larger, the Sun or the Earth?

The Sun

## Is light a wave or a particle?

Both.

## Which of mercury, bromine and iodine is a metal?

Mercury

## What is the plural of sheep?

sheep

## In "the quick brown fox", which word is the noun?

fox

## What does \`git stash\` do?

It puts changes aside.

## What does \`git stash pop\` do?

It brings changes back.

## What is the capital of France?

Paris

## What is the capital of Finland?

Helsinki

## Which hormone does the alpha cell of the pancreas make, in one word?

Glucagon

## Which hormone does the beta cell of the pancreas make, in one word?

Insulin

## Which organ makes insulin?

The pancreas

## Which organ makes glucagon?

The pancreas

## Left and right ventricle

The {{left}} ventricle pumps into the aorta, the right one into the lungs.

## Convert 5 km to miles

3.1 miles

## Convert 5 miles to km

8 km

## How far is it from Rome to Milan by train?

About 480 km.

## Why is it dangerous to mix bleach with acid?

Chlorine gas is set free.

## Why does it rain more in the mountains?

Rising air cools, and holds less water.

## What does it mean for a series to converge?

Its partial sums have a limit.

## What does this print?

\`\`\`python
print(2 ** 10)
\`\`\`

---

1024

## Which vitamin prevents scurvy?

Vitamin C

## Scurvy

Scurvy is a lack of vitamin {{C}}.

## The golden ratio

The golden ratio is written {{φ}}.

## Newton's second law

$F = {{c1::m a}}$, where $m$ is the mass.

## A letter that counts

In $E = {{c1::m}} c^2$ the mass stands alone.

## Standardising

\`\`\`python
mu = train.mean()
scaled = (train - {{c1::mu}}) / sigma
\`\`\`

## Steps of mitosis

1. {{Prophase, in which the chromosomes condense and the spindle begins to form}}
2. {{Metaphase}}

## 犬 {type=reversed}

dog

## el hotel {type=reversed}

hotel

## Spanish for the number 11?

once

## Who wrote *Hamlet*?

Shakespeare

## Which bone is this?

![A long bone of the arm, marked in red](bone.svg)

---

The humerus

## What is the derivative of $x^2$?

$2x$

## What is the derivative of $x^3$?

$3x^2$

## What is the opposite of *never*?

Always

## Where can one read more about bones?

In [the section above](#which-bone-is-this), or in [another file](more.md#see-also).

## What do braces mean in a regular expression?

How often the part before comes, as in \`a{2}\` or \\{c1::this\\}.

## Formula 1

![Formula One car at Monza](bone.svg) races on {{wet}} and dry tracks.

## What is a mole in chemistry?

An amount of substance.

## What is a mole in zoology?

A small mammal.

## What happens to pressure when volume decreases at constant temperature?

It increases.

## What happens to pressure when volume does not change and the gas cools?

It falls.
`;
