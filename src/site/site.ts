import type { Collection } from '../collection.ts';
import type { Diff } from '../diff/index.ts';
import type { Project } from '../project.ts';
import type { Letters } from './poster.ts';

/** What a site is made of. */
export interface SiteInput {
  collection: Collection;
  project: Project;
  /** One for each package, in the order of the top-level decks. */
  packages: SitePackage[];
  /** What the ledger calls each note, by guid. */
  fronts: Map<string, string>;
  changes?: { since: string; diff: Diff };
  /** Address that the site will have, which ends in `/`: for the sitemap and previews of links. */
  url?: string;
  /** Fonts: with them and an address there are pictures for previews of links. */
  letters?: Letters;
  /** MathJax's own styling of formulas names its fonts from here, relative to `assets/`. */
  fontFolder: string;
}

/** A package that the site offers. */
export interface SitePackage {
  name: string;
  /** Path in the site. */
  path: string;
  bytes: number;
  collection: Collection;
}

/** A text file of the site; the path is relative, with `/`. */
export interface SiteFile {
  path: string;
  text: string;
  /** Whether the text is an SVG that goes out as PNG. */
  drawn?: true;
}
