import { type Message, messages, report } from '../messages/index.ts';
import type { TemplateFile } from './check-templates.ts';
import { exactText, isExact, type NotetypeInput, type Say, trimmedText } from './input.ts';
import type { NotetypeTemplate } from './notetype.ts';
import type { NotetypeFile } from './schema.ts';
import { templateStem } from './template-stem.ts';

/** The templates of a note type with their files; nothing if one has no front or no back. */
export function readTemplates(
  input: NotetypeInput,
  value: NotetypeFile,
  say: Say,
): TemplateFile[] | undefined {
  const rows: readonly TemplateHead[] | undefined =
    value.templates?.map(templateHead) ?? input.base?.templates;
  if (!rows) return say([], messages.missingNotetypePart('`templates`', '`templates`'));
  const stems = new Set<string>();
  const result: TemplateFile[] = [];
  for (const [index, row] of rows.entries()) {
    const stem = row.file ?? templateStem(row.name);
    if (stems.has(stem))
      say(['templates', index, 'name'], messages.repeatedNotetypeName('template', row.name));
    stems.add(stem);
    const template = readTemplate(input, { ...row, stem, exact: isExact(value) }, (message) =>
      say(['templates', index, 'name'], message),
    );
    if (template) result.push(template);
  }
  reportStrayFiles(input, [...stems]);
  return result.length === rows.length ? result : undefined;
}

type TemplateHead = Omit<NotetypeTemplate, 'front' | 'back' | 'browserFront' | 'browserBack'> & {
  file?: string;
};

function templateHead(row: NonNullable<NotetypeFile['templates']>[number]): TemplateHead {
  const { name, id, file, deck, 'browser-font': browserFont, 'browser-size': browserSize } = row;
  return {
    name,
    ...(id !== undefined && { id }),
    ...(file !== undefined && { file }),
    ...(browserFont !== undefined && { browserFont }),
    ...(browserSize !== undefined && { browserSize }),
    ...(deck !== undefined && { deck }),
  };
}

function readTemplate(
  { files, base }: NotetypeInput,
  { file: _, stem, exact, ...row }: TemplateHead & { stem: string; exact: boolean },
  say: (message: Message) => undefined,
): TemplateFile | undefined {
  const find = (suffix: string) =>
    files.find(({ path }) => path === `${stem}.${suffix}.html`)?.file;
  const text = exact ? exactText : trimmedText;
  const inherited = base?.templates.find(({ name }) => name === row.name);
  const frontFile = find('front');
  const backFile = find('back');
  const front = frontFile ? text(frontFile) : inherited?.front;
  const back = backFile ? text(backFile) : inherited?.back;
  if (front === undefined)
    say(messages.missingNotetypePart(`a front of \`${row.name}\``, `\`${stem}.front.html\``));
  if (back === undefined)
    say(messages.missingNotetypePart(`a back of \`${row.name}\``, `\`${stem}.back.html\``));
  if (front === undefined || back === undefined) return undefined;
  const browserFront = find('browser-front');
  const browserBack = find('browser-back');
  return {
    template: {
      ...row,
      front,
      back,
      browserFront: browserFront ? text(browserFront) : (inherited?.browserFront ?? ''),
      browserBack: browserBack ? text(browserBack) : (inherited?.browserBack ?? ''),
    },
    files: { front: frontFile, back: backFile, browserFront, browserBack },
  };
}

function reportStrayFiles({ files }: NotetypeInput, stems: string[]): void {
  const expected = stems.flatMap((stem) => [`${stem}.front.html`, `${stem}.back.html`]);
  const known = new Set(['notetype.yaml', 'style.css', ...expected]);
  for (const stem of stems)
    known.add(`${stem}.browser-front.html`).add(`${stem}.browser-back.html`);
  for (const { path, file } of files) {
    // Anki takes media for templates from names with a leading `_`; a README does no harm.
    if (known.has(path) || !/\.(?:html|css|ya?ml)$/.test(path) || path.startsWith('_')) continue;
    report(file, undefined, messages.strayNotetypeFile(path, ['style.css', ...expected]));
  }
}
