import type { Library, TexParser } from './library.ts';

/**
 * Registers `\require` as Anki has it: every extension of MathJax is in Anki's one file, so those can be
 * had, and no other, as none lies beside it. MathJax's own command would load files and set a global.
 */
export function registerRequire(library: Library): void {
  const { CommandMap, Configuration, TexError } = library;
  const loaders = new WeakMap<TexParser['configuration'], (name: string) => void>();
  const read = (parser: TexParser): void => {
    const name = parser.GetArgument('\\require');
    if (!/^\w+$/u.test(name))
      throw new TexError('BadPackageName', 'Argument for \\require is not a valid package name');
    if (refused.has(name))
      throw new TexError('BadRequire', 'Extension "%1" is not allowed to be loaded', name);
    loaders.get(parser.configuration)?.(name);
  };
  new CommandMap('require', { require: 'Require' }, { Require: read });
  Configuration.create('require', {
    handler: { macro: ['require'] },
    config: (configuration, jax) => {
      const present = new Set<string>(['require', ...library.allPackages, ...silenced]);
      present.delete('textmacros');
      loaders.set(jax.parseOptions, (name) => {
        if (present.has(name)) return;
        if (!further.has(name))
          throw new TexError('UnknownExtension', 'Extension "%1" is not part of Anki', name);
        present.add(name);
        configuration.add(name, jax, {});
      });
    },
  });
}

/**
 * What MathJax 3.2.2 bundles in `tex-chtml-full.js` beyond the packages that Anki turns on. textmacros is
 * there too, but as Anki turns it off for what it does to `\text` on all cards, no formula may turn it on.
 */
const further = new Set(['physics', 'colorv2']);

/** On in Anki, off here: they show a mistake as red or bare TeX instead of telling it. */
const silenced = ['noerrors', 'noundefined'];

/** `allow` in MathJax's RequireConfiguration. */
const refused = new Set([
  'base',
  'all-packages',
  'autoload',
  'configmacros',
  'tagformat',
  'setoptions',
]);
