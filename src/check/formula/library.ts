import { createRequire } from 'node:module';

type ParserModule = typeof import('mathjax-full/js/input/tex/TexParser.js', { with: {
  'resolution-mode': 'require',
}});
type ErrorModule = typeof import('mathjax-full/js/input/tex/TexError.js', { with: {
  'resolution-mode': 'require',
}});

export type Library = ReturnType<typeof loadMathJax>;
export type TexParser = InstanceType<Library['TexParser']>;
export type TexError = InstanceType<Library['TexError']>;
export type ParseOptions = TexParser['configuration'];

/** The parts of MathJax's TeX input that a check needs: about 100 files, so read at the first formula only. */
export function loadMathJax() {
  // CommonJS, some of it with default exports only: `require` gives the same shape in every runtime.
  const require = createRequire(import.meta.url);
  const tex =
    require('mathjax-full/js/input/tex.js') as typeof import('mathjax-full/js/input/tex.js');
  const parser = require('mathjax-full/js/input/tex/TexParser.js') as ParserModule;
  const error = require('mathjax-full/js/input/tex/TexError.js') as ErrorModule;
  const find =
    require('mathjax-full/js/input/tex/FindTeX.js') as typeof import('mathjax-full/js/input/tex/FindTeX.js');
  const maps =
    require('mathjax-full/js/input/tex/SymbolMap.js') as typeof import('mathjax-full/js/input/tex/SymbolMap.js');
  const configuration =
    require('mathjax-full/js/input/tex/Configuration.js') as typeof import('mathjax-full/js/input/tex/Configuration.js');
  const tags =
    require('mathjax-full/js/input/tex/Tags.js') as typeof import('mathjax-full/js/input/tex/Tags.js');
  const factory =
    require('mathjax-full/js/core/MmlTree/MmlFactory.js') as typeof import('mathjax-full/js/core/MmlTree/MmlFactory.js');
  const all =
    require('mathjax-full/js/input/tex/AllPackages.js') as typeof import('mathjax-full/js/input/tex/AllPackages.js');
  return {
    TeX: tex.TeX,
    TexParser: parser.default,
    TexError: error.default,
    FindTeX: find.FindTeX,
    CommandMap: maps.CommandMap,
    Configuration: configuration.Configuration,
    TagsFactory: tags.TagsFactory,
    NoTags: tags.NoTags,
    MmlFactory: factory.MmlFactory,
    allPackages: all.AllPackages,
  };
}
