import type { Settings } from '../../settings.ts';
import { createCsvForm } from './csv.ts';
import { headingForm } from './heading.ts';
import type { Form } from './outline.ts';
import { qaForm } from './qa.ts';
import { tableForm } from './table.ts';

export type { Outline } from './outline.ts';
export type { Title } from './sections.ts';

type FormName = NonNullable<Settings['form']>;

/** The ways of writing notes in Markdown: each is one file here. */
const forms: Record<FormName, Form> = { heading: headingForm, qa: qaForm, table: tableForm };

/** The form of a file: of Markdown as the settings say, else by its extension. */
export function formOf(path: string, settings: Settings): { name: FormName; read: Form } {
  if (/\.csv$/iu.test(path)) return { name: 'table', read: createCsvForm(',') };
  if (/\.tsv$/iu.test(path)) return { name: 'table', read: createCsvForm('\t') };
  const name = settings.form ?? 'heading';
  return { name, read: forms[name] };
}
