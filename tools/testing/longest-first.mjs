import Sequencer from '@jest/test-sequencer';

/** The end-to-end tests take longest by far though their files are small, so size, which Jest goes by at first, misleads. */
const projects = ['e2e', 'db', 'pure'];
/** Begun last, it would leave the other workers idle for as long as it runs. */
const first = 'crash.e2e.spec.ts';

/** Long tests before short ones, so that all workers end at about the same time. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
}

function rank({ path, context }) {
  return path.endsWith(first) ? -1 : projects.indexOf(context.config.displayName?.name);
}
