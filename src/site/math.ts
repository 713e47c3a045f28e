import { createRequire } from 'node:module';

/** Typesets formulas; in the end it knows the styling of all that it has typeset. */
export interface Typesetter {
  /** HTML of a formula in TeX. */
  typeset: (tex: string, display: boolean) => string;
  css: () => string;
}

/** MathJax 3.2.2 as Anki configures it, without a browser: HTML that needs its styling and fonts, and no script. */
export function createTypesetter(fontFolder: string): Typesetter {
  const {
    mathjax,
    TeX,
    CHTML,
    liteAdaptor,
    RegisterHTMLHandler,
    AllPackages,
    SerializedMmlVisitor,
  } = loadMathJax();
  const adaptor = liteAdaptor();
  RegisterHTMLHandler(adaptor);
  const output = new CHTML({ fontURL: fontFolder, adaptiveCSS: true });
  const tex = new TeX({ packages: AllPackages.filter((name) => name !== 'bussproofs') });
  const page = mathjax.document('', { InputJax: tex, OutputJax: output });
  const visitor = new SerializedMmlVisitor();
  const known = new Map<string, string>();
  return {
    typeset: (source, display) => {
      const key = `${display ? 'D' : 'I'}${source}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const options = { display, em: 16, ex: 8, containerWidth: 80 * 16 };
      const made = adaptor.outerHTML(
        page.convert(source, options) as Parameters<typeof adaptor.outerHTML>[0],
      );
      // For screen readers, as MathJax adds it in a browser.
      const node = page.convert(source, { ...options, end: convertedState }) as MmlNode;
      const tree = visitor.visitTree(node).replace(/\n\s*/gu, '');
      const spoken = `<mjx-assistive-mml unselectable="on"${display ? ' display="block"' : ''}>${tree}</mjx-assistive-mml>`;
      const result = made
        .replace('<mjx-math', '<mjx-math aria-hidden="true"')
        .replace(/<\/mjx-container>$/u, `${spoken}</mjx-container>`);
      known.set(key, result);
      return result;
    },
    css: () =>
      adaptor.textContent(output.styleSheet(page) as Parameters<typeof adaptor.textContent>[0]),
  };
}

type MmlNode = import('mathjax-full/js/core/MmlTree/MmlNode.js', { with: {
  'resolution-mode': 'require',
}}).MmlNode;

/** MathJax's `STATE.CONVERT`: read, and not typeset yet. */
const convertedState = 100;

function loadMathJax() {
  // CommonJS: `require` gives the same shape in every runtime.
  const require = createRequire(import.meta.url);
  const main = require('mathjax-full/js/mathjax.js') as typeof import('mathjax-full/js/mathjax.js');
  const tex =
    require('mathjax-full/js/input/tex.js') as typeof import('mathjax-full/js/input/tex.js');
  const chtml =
    require('mathjax-full/js/output/chtml.js') as typeof import('mathjax-full/js/output/chtml.js');
  const adaptor =
    require('mathjax-full/js/adaptors/liteAdaptor.js') as typeof import('mathjax-full/js/adaptors/liteAdaptor.js');
  const handler =
    require('mathjax-full/js/handlers/html.js') as typeof import('mathjax-full/js/handlers/html.js');
  const packages =
    require('mathjax-full/js/input/tex/AllPackages.js') as typeof import('mathjax-full/js/input/tex/AllPackages.js');
  const visitor =
    require('mathjax-full/js/core/MmlTree/SerializedMmlVisitor.js') as typeof import('mathjax-full/js/core/MmlTree/SerializedMmlVisitor.js');
  return { ...main, ...tex, ...chtml, ...adaptor, ...handler, ...packages, ...visitor };
}
