import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { type Contexts, evaluate, filled } from './expressions.ts';

interface Step {
  id?: string;
  name?: string;
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
  'working-directory'?: string;
}

interface Job {
  if?: string;
  needs?: string;
  outputs?: Record<string, string>;
  permissions?: Record<string, string>;
  steps: Step[];
}

/** What stands in for GitHub: folders of this machine. */
export interface Site {
  /** Bare repository. */
  origin: string;
  /** Programs that stand before those of the machine. */
  programs: string;
  /** Empty: a runner knows no identity of git. */
  home: string;
  scratch: string;
}

export interface Event {
  github: Record<string, unknown>;
  /** What `actions/checkout` takes without `ref`. */
  ref: string;
}

export interface Ran {
  /** Result of each job, and the outputs of those that ran. */
  jobs: Record<string, { result: string; outputs: Record<string, string> }>;
  summary: string;
  /** Output of all steps. */
  log: string;
  /** Folder of each artifact by name. */
  artifacts: Record<string, string>;
}

interface Run {
  site: Site;
  event: Event;
  folder: string;
  ran: Ran;
}

/** Runs the jobs of a workflow one after the other, as a runner of GitHub does. */
export function runWorkflow(text: string, site: Site, event: Event): Ran {
  const workflow = parse(text) as { jobs: Record<string, Job> };
  const folder = join(site.scratch, `run-${readdirSync(site.scratch).length}`);
  const ran: Ran = { jobs: {}, summary: '', log: '', artifacts: {} };
  for (const [name, job] of Object.entries(workflow.jobs)) {
    const needs = ran.jobs;
    const ready = job.needs === undefined || needs[job.needs]?.result === 'success';
    const contexts = { github: event.github, needs };
    if (!ready || (job.if !== undefined && !evaluate(job.if, contexts))) {
      ran.jobs[name] = { result: 'skipped', outputs: {} };
      continue;
    }
    const run = { site, event, folder: join(folder, name), ran };
    ran.jobs[name] = runJob(job, contexts, run);
  }
  return ran;
}

function runJob(job: Job, contexts: Contexts, run: Run): Ran['jobs'][string] {
  const workspace = join(run.folder, 'workspace');
  mkdirSync(workspace, { recursive: true });
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  for (const step of job.steps) {
    const all = { ...contexts, steps };
    if (step.if !== undefined && !evaluate(step.if, all)) continue;
    const outputs = step.uses ? use(step, all, workspace, run) : runStep(step, all, workspace, run);
    if (!outputs) return { result: 'failure', outputs: {} };
    if (step.id) steps[step.id] = { outputs };
  }
  const outputs = Object.entries(job.outputs ?? {}).map(
    ([key, value]) => [key, filled(value, { ...contexts, steps })] as const,
  );
  return { result: 'success', outputs: Object.fromEntries(outputs) };
}

/** Runs a `run` step; gives its outputs, or nothing if it failed. */
export function runStep(
  step: Step,
  contexts: Contexts,
  workspace: string,
  { site, event, folder, ran }: Run,
): Record<string, string> | undefined {
  const place = (name: string) => join(folder, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(place('output'), '');
  writeFileSync(place('summary'), '');
  const github = event.github as Record<string, string>;
  const env = {
    ...{ PATH: `${site.programs}:${process.env.PATH}`, HOME: site.home, CI: 'true' },
    ...{ GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: workspace, RUNNER_TEMP: folder },
    ...{ GITHUB_OUTPUT: place('output'), GITHUB_STEP_SUMMARY: place('summary') },
    ...{ GITHUB_REF_NAME: github.ref_name, GITHUB_REPOSITORY: github.repository },
    ...{ SITE: site.scratch, TZ: 'UTC', LANG: 'C.UTF-8' },
    ...Object.fromEntries(
      Object.entries(step.env ?? {}).map(([key, value]) => [key, filled(value, contexts)]),
    ),
  };
  // `shell: bash` is spelt out so by the runner.
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', filled(step.run ?? '', contexts)],
    {
      cwd: join(workspace, filled(step['working-directory'] ?? '.', contexts)),
      env,
      encoding: 'utf8',
    },
  );
  ran.log += `--- ${step.name ?? step.run}\n${stdout}${stderr}`;
  ran.summary += readFileSync(place('summary'), 'utf8');
  return status === 0 ? outputsOf(readFileSync(place('output'), 'utf8')) : undefined;
}

/** Both forms: `name=value`, and a value between two borders. */
function outputsOf(text: string): Record<string, string> {
  const found = text.matchAll(/^([\w-]+)(?:=(.*)|<<(.+)\n([\s\S]*?)\n\3)$/gmu);
  return Object.fromEntries(
    [...found].map(([, name, short, , long]) => [name, short ?? long ?? '']),
  );
}

/** What the actions of others do, as far as our workflows need it. */
function use(
  step: Step,
  contexts: Contexts,
  workspace: string,
  run: Run,
): Record<string, string> | undefined {
  const given = Object.fromEntries(
    Object.entries(step.with ?? {}).map(([key, value]) => [key, filled(String(value), contexts)]),
  );
  const [action = ''] = (step.uses ?? '').split('@');
  run.ran.log += `--- ${action} ${JSON.stringify(given)}\n`;
  if (action === 'actions/checkout') checkOut(given, workspace, run);
  else if (action.endsWith('/upload-artifact') || action.endsWith('/upload-pages-artifact'))
    return upload({ name: 'github-pages', ...given }, workspace, run);
  else if (action.endsWith('/download-artifact'))
    cpSync(run.ran.artifacts[given.name ?? ''] ?? '', workspace, { recursive: true });
  else if (action.endsWith('/deploy-pages')) return { page_url: 'https://deployed.example/' };
  else if (!action.endsWith('/setup-node')) throw new Error(`unknown action ${action}`);
  return {};
}

function checkOut(given: Record<string, string>, workspace: string, { site, event }: Run): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', workspace, ...args], { stdio: 'pipe', encoding: 'utf8' });
  const depth = given['fetch-depth'] ?? '1';
  git('init', '--quiet');
  git('remote', 'add', 'origin', `file://${site.origin}`);
  const wanted = given.ref || event.ref;
  if (depth === '0') git('fetch', '--quiet', '--tags', 'origin', '+refs/*:refs/remotes/all/*');
  git(
    'fetch',
    '--quiet',
    ...(depth === '0' ? [] : ['--depth', depth, '--no-tags']),
    'origin',
    wanted,
  );
  git('checkout', '--quiet', '--detach', 'FETCH_HEAD');
  if (given['persist-credentials'] === 'false')
    git('remote', 'set-url', '--push', 'origin', '/nowhere');
}

function upload(
  given: Record<string, string>,
  workspace: string,
  { ran, folder }: Run,
): Record<string, string> | undefined {
  const target = join(dirname(folder), 'artifacts', given.name ?? '');
  const found = (given.path ?? '').split('\n').flatMap((path) => matching(workspace, path.trim()));
  if (found.length === 0) return given['if-no-files-found'] === 'error' ? undefined : {};
  mkdirSync(target, { recursive: true });
  for (const file of found) cpSync(file, join(target, basename(file)), { recursive: true });
  ran.artifacts[given.name ?? ''] = target;
  return { 'artifact-url': `https://artifacts.example/${given.name}` };
}

function matching(workspace: string, path: string): string[] {
  if (!path.includes('*')) return existsSync(join(workspace, path)) ? [join(workspace, path)] : [];
  const folder = join(workspace, dirname(path));
  if (!existsSync(folder)) return [];
  const end = basename(path).replace('*', '');
  return readdirSync(folder)
    .filter((name) => name.endsWith(end))
    .map((name) => join(folder, name));
}
