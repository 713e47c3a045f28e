import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setup } from './setup.ts';

describe('the setup of the real engine', () => {
  const provide = vi.fn();
  const print = vi.spyOn(process.stderr, 'write').mockReturnValue(true);

  beforeEach(() => {
    vi.stubEnv('DECKWRIGHT_PYTHON', '');
    vi.stubEnv('CI', '');
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    vi.clearAllMocks();
  });

  it('says loudly that without Python tests do not run', async () => {
    vi.stubEnv('PATH', join(tmpdir(), 'nowhere'));
    await setup({ provide });
    expect(provide).toHaveBeenCalledWith('engine', expect.objectContaining({ state: 'missing' }));
    expect(print.mock.lastCall?.[0]).toMatch(
      /!{78}\n!! THE TESTS .* DO NOT RUN\.\n!! Python 3\.10/,
    );
  });

  it('fails without Python where CI is set', async () => {
    vi.stubEnv('PATH', join(tmpdir(), 'nowhere'));
    vi.stubEnv('CI', 'true');
    await expect(setup({ provide })).rejects.toThrow('Python 3.10 or newer with venv and pip');
    expect(provide).not.toHaveBeenCalled();
  });

  it('never skips for a Python that was named but does not do', async () => {
    vi.stubEnv('DECKWRIGHT_PYTHON', process.execPath);
    await setup({ provide });
    expect(provide).toHaveBeenCalledWith('engine', expect.objectContaining({ state: 'broken' }));
    expect(print.mock.lastCall?.[0]).toContain('WILL FAIL');
  });
});
