// Reads vitest's JSON report and prints "<passed> <failed>", and on stderr what else is wrong.
// Usage: node .ci/count.mjs <report> <exit code of the test run>
import { readFileSync } from 'node:fs';

const [path, code] = process.argv.slice(2);
const { passed, failed, remarks } = count(readReport(path), Number(code));
for (const remark of remarks) process.stderr.write(`FAILED: ${remark}\n`);
process.stdout.write(`${passed} ${failed}\n`);

/** A file that did not load, and a test that did not run, are failures like a test that failed. */
function count(report, exitCode) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const remarks = [
    ...report.testResults
      .filter((file) => file.status === 'failed' && !file.assertionResults.some(isFailed))
      .map((file) => `${file.name} did not run: ${file.message}`),
    ...tests
      .filter((test) => test.status !== 'passed' && !isFailed(test))
      .map((test) => `a test was left out: ${test.fullName}`),
  ];
  if (exitCode !== 0 && remarks.length === 0 && !tests.some(isFailed)) {
    remarks.push(`the test run ended with ${exitCode}`);
  }
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: tests.filter(isFailed).length + remarks.length,
    remarks,
  };
}

function isFailed(test) {
  return test.status === 'failed';
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { testResults: [] };
  }
}
