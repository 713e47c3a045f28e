import type { Element, ElementContent } from 'hast';

/**
 * HTML of bare tags, pictures and text as a tree, with what of places is needed; nothing if there is more to it.
 * Most fields are such, and a parser that mends whatever browsers mend takes ten times as long for them.
 */
export function simpleHtml(html: string): ElementContent[] | undefined {
  const roots: ElementContent[] = [];
  const open: Open[] = [];
  let into = roots;
  for (let at = 0; at < html.length; at = piece.lastIndex) {
    piece.lastIndex = at;
    const { groups = {} } = piece.exec(html) ?? {};
    const { text, reference, single, source, begin, end } = groups;
    const place = { start: { offset: at }, end: { offset: piece.lastIndex } };
    if (text !== undefined) addText(into, text);
    else if (reference !== undefined) addText(into, references[reference] ?? '');
    else if (single !== undefined) into.push(elementOf('br', place));
    else if (source !== undefined) into.push(elementOf('img', place, { src: source }));
    else if (begin !== undefined && mayStandIn(begin, open.at(-1)?.element.tagName)) {
      const element = elementOf(begin, place);
      into.push(element);
      open.push({ element, into, opening: place });
      into = element.children;
    } else {
      const last = open.pop();
      if (end === undefined || last?.element.tagName !== end) return undefined;
      Object.assign(last.element, placed(last.opening, place));
      into = last.into;
    }
  }
  return open.length === 0 ? roots : undefined;
}

interface Place {
  start: { offset: number };
  end: { offset: number };
}

interface Open {
  element: Element;
  into: ElementContent[];
  opening: Place;
}

const piece =
  /(?<text>[^<&\r\0]+)|&(?<reference>amp|lt|gt|nbsp|quot);|(?<single><br>)|<img src="(?<source>[^"<>&\n\t]+)">|<(?<begin>b|i|u|s|sub|sup|div|ul|ol|li)>|<\/(?<end>b|i|u|s|sub|sup|div|ul|ol|li)>/uy;

const references: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' },
};

/** A list holds entries and nothing else, and what else a browser would move stays with the other parser. */
function mayStandIn(name: string, parent: string | undefined): boolean {
  return (name === 'li') === (parent === 'ul' || parent === 'ol');
}

function addText(into: ElementContent[], value: string): void {
  const last = into.at(-1);
  if (last?.type === 'text') last.value += value;
  else into.push({ type: 'text', value });
}

function elementOf(tagName: string, place: Place, properties: Element['properties'] = {}): Element {
  return { type: 'element', tagName, properties, children: [], ...placed(place) };
}

/** Places as the other parser gives them, but for lines and columns, which nobody asks for. */
function placed(opening: Place, closing?: Place): Pick<Element, 'position' | 'data'> {
  const position = { start: opening.start, end: (closing ?? opening).end };
  return { position, data: { position: { opening, closing } } } as Pick<
    Element,
    'position' | 'data'
  >;
}
