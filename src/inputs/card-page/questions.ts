/** A card as the page shows it; lines of the answer are parted by line breaks. */
export interface PageCard {
  question: string;
  answer: string;
}

/** Cuts lines into cards: lines in a row that ask make a question, what follows is its answer. */
export function cardsOf(lines: string[]): { cards: PageCard[]; before: number } {
  const cards: { question: string[]; answer: string[] }[] = [];
  let before = 0;
  for (const line of lines.map((one) => one.trim())) {
    const last = cards.at(-1);
    if (line !== '' && asks(line)) {
      // After an empty line there was an answer without text: a picture, mostly.
      if (last && last.answer.length === 0) last.question.push(line);
      else cards.push({ question: [line], answer: [] });
    } else if (last) last.answer.push(line);
    else if (line !== '') before += 1;
  }
  return {
    cards: cards.map(({ question, answer }) => ({
      question: question.join('\n'),
      answer: answer
        .join('\n')
        .trim()
        .replace(/\n{3,}/gu, '\n\n'),
    })),
    before,
  };
}

const interrogatives =
  /^(?:(?:in|at|on|for|from|by|to|with|under|conceptually|intuitively)[\s,]+)?(?:what|what[’']s|why|how|when|where|who|whom|whose|which)\b/iu;

const imperatives =
  /^(?:name|list|define|explain|describe|give|state|compare|contrast|derive|prove|draw|sketch|compute|calculate|identify|outline|summari[sz]e|write down|true or false)\b/iu;

/** Longer ones are answers that begin with such a word. */
const longestQuestion = 300;

function asks(line: string): boolean {
  if (/[?？؟][\s"'”’»)\]]*$/u.test(line)) return true;
  if (line.length > longestQuestion || /[.!:;,…][\s"'”’»)\]]*$/u.test(line)) return false;
  return interrogatives.test(line) || imperatives.test(line);
}
