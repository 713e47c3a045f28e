import type { Flag } from './command.ts';

/** Flags of the commands that bring the ledger up to date. */
export const ledgerFlags: Record<string, Flag> = {
  frozen: {
    type: 'boolean',
    description:
      'Fail if the ledger would change (the default where CI is set; --no-frozen allows it).',
  },
  refresh: { type: 'boolean', description: 'Update notes that only render otherwise than before.' },
  reshape: {
    type: 'string',
    value: 'KEY',
    description: 'Accept the changed shape of a note type.',
  },
};
