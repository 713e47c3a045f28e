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
      // As `page.convert` does it, which gives the typeset formula or what it was read to, but not both.
      const item = new page.options.MathItem(source, tex, display);
      item.setMetrics(16, 8, 80 * 16, Number.POSITIVE_INFINITY, 1);
      item.convert(page);
      const made = adaptor.outerHTML(item.typesetRoot);
      // For screen readers, as MathJax adds it in a browser.
      const tree = visitor.visitTree(item.root).replace(/\n\s*/gu, '');
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
