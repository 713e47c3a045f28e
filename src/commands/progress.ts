import type { Surroundings } from './command.ts';

const phases = ['read', 'parse', 'check', 'identify', 'render', 'collect', 'write'];
const patience = 500;
const width = 24;

/** A bar on a terminal, once the work has taken longer than half a second. */
export function createProgress(
  world: Surroundings,
  quiet: boolean,
  steps: string[] = phases,
): { begin: (phase: string) => void; end: () => void } {
  const started = world.clock();
  const state = { shown: false };
  return {
    begin(phase) {
      if (quiet || !world.watched || world.clock() - started < patience) return;
      const done = Math.round((steps.indexOf(phase) / steps.length) * width);
      world.stderr(`\r\u001B[K${'█'.repeat(done)}${'░'.repeat(width - done)} ${phase}`);
      state.shown = true;
    },
    end() {
      if (state.shown) world.stderr('\r\u001B[K');
      state.shown = false;
    },
  };
}
