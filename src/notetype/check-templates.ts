import type { VFile } from 'vfile';
import type { Notetype, NotetypeTemplate } from './notetype.ts';

/** A template with the files its sides came from (none for an inherited side). */
export interface TemplateFile {
  template: NotetypeTemplate;
  files: Record<'front' | 'back' | 'browserFront' | 'browserBack', VFile | undefined>;
}

export function checkTemplates(
  _notetype: Notetype,
  _templates: readonly TemplateFile[],
  _yaml: VFile,
): void {}
